"""A terminal for one program: a real pseudo-terminal where the system has them, else pipes."""

import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path


class Terminal:
    """Starts a program on a terminal of its own, types what a person would and sees every byte that appears."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str] | None, folder: Path | None) -> None:
        self._seen = bytearray()
        self._changed = threading.Condition()
        start = _start_on_pipes if sys.platform == "win32" else _start_on_pty
        self.process, self._keyboard, self._screen = start(command, environment, folder)
        threading.Thread(target=self._watch, daemon=True).start()

    def type(self, keys: bytes) -> None:
        """Types keys."""
        os.write(self._keyboard, keys)

    def read_until(self, mark: bytes, seconds: float) -> bytes:
        """Takes what has appeared up to and including `mark`.

        Raises:
            TimeoutError: It does not appear in time; the error holds what did.
        """
        with self._changed:
            if not self._changed.wait_for(lambda: mark in self._seen, seconds):
                raise TimeoutError(bytes(self._seen))
            end = self._seen.index(mark) + len(mark)
            seen = bytes(self._seen[:end])
            del self._seen[:end]
            return seen

    def close(self) -> None:
        """Takes the terminal away."""
        for descriptor in {self._keyboard, self._screen}:
            with contextlib.suppress(OSError):
                os.close(descriptor)

    def _watch(self) -> None:
        with contextlib.suppress(OSError):  # EIO: the last process has left the terminal
            while data := os.read(self._screen, 65536):
                with self._changed:
                    self._seen += data
                    self._changed.notify_all()


_Started = tuple["subprocess.Popen[bytes]", int, int]
"""The program, and the descriptors of its keyboard and its screen."""


def _start_on_pty(command: Sequence[str], environment: Mapping[str, str] | None, folder: Path | None) -> _Started:
    import pty
    import tty

    ours, theirs = pty.openpty()
    tty.setraw(theirs)
    process = subprocess.Popen(
        command, env=environment, cwd=folder, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
    )
    os.close(theirs)
    return process, ours, ours


def _start_on_pipes(command: Sequence[str], environment: Mapping[str, str] | None, folder: Path | None) -> _Started:
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, env=environment, cwd=folder, stdin=pipe, stdout=pipe, stderr=subprocess.STDOUT)
    assert process.stdin is not None
    assert process.stdout is not None
    return process, process.stdin.fileno(), process.stdout.fileno()
