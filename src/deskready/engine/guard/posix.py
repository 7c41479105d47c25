"""POSIX systems, those without /proc too: a run's first process leads a group, and a group takes a signal as one."""

import os
import signal
import sys
from contextlib import suppress


def stop_group(root: int) -> None:
    """Stops all that are still in the group which a run's first process leads."""
    _send(root, "SIGSTOP")


def kill_group(root: int) -> None:
    """Kills them."""
    _send(root, "SIGKILL")


def _send(root: int, name: str) -> None:
    if sys.platform == "win32" or root <= 1 or root == os.getpgrp():
        return
    with suppress(OSError):
        os.killpg(root, getattr(signal, name))
