"""Exit codes: what a script learns from a command without reading its output."""

from enum import IntEnum
from typing import TYPE_CHECKING

from deskready.core.errors import DeskreadyError

if TYPE_CHECKING:
    from deskready.core.judge.verdict import Readiness


class ExitCode(IntEnum):
    """How a command ended."""

    OK = 0
    """Ready, warnings included; for commands that judge nothing: done."""
    NOT_READY = 1
    """A requirement is not met."""
    USAGE = 2
    """A wrong argument, profile or file; nothing was measured, or the result could not be saved."""
    UNDECIDED = 3
    """Something required was not measured."""
    INTERNAL = 70
    """A mistake in the program itself (EX_SOFTWARE of sysexits.h); details are in the log file."""
    INTERRUPTED = 130
    """Ctrl-C, or the system asked it to end (128 + SIGINT)."""
    BROKEN_PIPE = 141
    """Whoever read the output stopped reading (128 + SIGPIPE); nothing is said about it."""


_OF_READINESS = {
    "ready": ExitCode.OK,
    "ready with warnings": ExitCode.OK,
    "not ready": ExitCode.NOT_READY,
    "undecided": ExitCode.UNDECIDED,
}


def exit_code(result: "Readiness | BaseException") -> ExitCode:
    """The code for an audit's readiness, or for the error that ended a command."""
    if not isinstance(result, BaseException):
        return _OF_READINESS[result]
    if isinstance(result, KeyboardInterrupt):
        return ExitCode.INTERRUPTED
    if isinstance(result, BrokenPipeError):
        return ExitCode.BROKEN_PIPE
    return ExitCode.USAGE if isinstance(result, DeskreadyError) else ExitCode.INTERNAL
