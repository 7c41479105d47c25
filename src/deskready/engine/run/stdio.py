"""A child's first act: the protocol moves to private descriptors, and the plug-in gets harmless ones."""

import io
import os
import sys


def take_over() -> tuple[int, int]:
    """Takes descriptors 0 and 1 for the protocol and puts the null device and stderr in their place.

    Returns:
        The private descriptors for reading commands and writing reports; no process started later inherits them.
    """
    commands, reports = os.dup(0), os.dup(1)
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.close(null)
    os.dup2(2, 1)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(line_buffering=True, errors="backslashreplace")
    return commands, reports


def write_all(descriptor: int, data: bytes) -> None:
    """Writes all of `data`, however many calls that takes."""
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


class LineReader:
    """Lines read from a descriptor, without Python's own buffering of standard input."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._rest = b""

    def read(self) -> bytes:
        """The next line without its end; b"" at the end of the file."""
        while b"\n" not in self._rest:
            chunk = os.read(self._descriptor, 65536)
            if not chunk:
                return b""
            self._rest += chunk
        line, _, self._rest = self._rest.partition(b"\n")
        return line
