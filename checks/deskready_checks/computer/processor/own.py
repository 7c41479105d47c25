"""This program's own processes, whose part in the load of the machine does not count."""

import os
from typing import TYPE_CHECKING

from deskready_checks.system.unread import failures

if TYPE_CHECKING:
    from psutil import Process


def own_processes() -> "list[Process]":
    """The program that runs this check, and everything below it; this process is among them.

    Where the program cannot be seen, this process and everything below it.
    """
    import psutil

    this = psutil.Process()
    try:
        program = _program(this)
        return [program, *program.children(recursive=True)]
    except failures():
        pass
    try:
        return [this, *this.children(recursive=True)]
    except failures():
        return [this]


def _program(this: "Process") -> "Process":
    """The program: the parent of this process, but for a launcher between the two.

    In a virtual environment on Windows, `python.exe` is a launcher that runs the real one with its own arguments.

    Raises:
        psutil.Error: It has ended, or may not be seen.
    """
    import psutil

    parent = psutil.Process(os.getppid())
    arguments = this.cmdline()[1:]
    above = parent.parent() if arguments and parent.cmdline()[1:] == arguments else None
    return above or parent
