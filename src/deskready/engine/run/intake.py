"""What a child may send and print: bounded lines, events and log."""

import time
from collections.abc import Iterator

from deskready.core.clean import LOG_LIMIT
from deskready.core.errors import CheckError
from deskready.engine.run.protocol import LINE_LIMIT, log_tail

PRINT_LIMIT = 8 * 1024**2
"""Bytes a check may print."""
EVENTS_PER_SECOND = 2000
"""Lines a check may send within any second."""
_TAIL_BYTES = 4 * LOG_LIMIT


class TooMuchOutputError(CheckError):
    """The check sends or prints more than it may."""


class Intake:
    """Cuts a child's output into lines, keeps the end of its log, and says when it is too much."""

    def __init__(self) -> None:
        self._rest = b""
        self._second = 0.0
        self._events = 0
        self._printed = 0
        self._tail = bytearray()

    def lines(self, data: bytes) -> Iterator[bytes]:
        """The whole lines that a chunk completes.

        Raises:
            TooMuchOutputError: A line is longer, or lines come faster, than allowed.
        """
        *lines, self._rest = (self._rest + data).split(b"\n")
        for line in lines:
            self._verify_length(line)
            self._count()
            yield line
        self._verify_length(self._rest)

    def printed(self, data: bytes) -> None:
        """Keeps the end of what the check prints.

        Raises:
            TooMuchOutputError: With this it has printed more than 8 MB.
        """
        self._keep(data)
        before = self._printed
        self._printed += len(data)
        if before <= PRINT_LIMIT < self._printed:
            raise TooMuchOutputError("It printed more than 8 MB.")

    def note(self, text: str) -> None:
        """Adds a line of ours, or of the check's own log."""
        self._keep(text.encode("utf-8", "replace") + b"\n")

    @property
    def log(self) -> str:
        """The end of the log."""
        return log_tail(bytes(self._tail))

    def _keep(self, data: bytes) -> None:
        self._tail += data[-_TAIL_BYTES:]
        if len(self._tail) > 2 * _TAIL_BYTES:
            del self._tail[:-_TAIL_BYTES]

    @staticmethod
    def _verify_length(line: bytes) -> None:
        if len(line) > LINE_LIMIT:
            raise TooMuchOutputError("It sent a line longer than 1 MB.")

    def _count(self) -> None:
        second = time.monotonic()
        if second - self._second >= 1:
            self._second, self._events = second, 0
        self._events += 1
        if self._events > EVENTS_PER_SECOND:
            raise TooMuchOutputError("It sent more than 2,000 messages in a second.")
