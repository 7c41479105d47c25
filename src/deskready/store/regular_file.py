"""Reading a file that somebody named, which may be a pipe, a device or endless."""

import os
import stat
from pathlib import Path


def read_regular(path: Path, limit: int) -> bytes | None:
    """The first bytes of a file, one more than `limit` at most; None for a folder, a pipe, a device and the like.

    Raises:
        OSError: The system refuses.
        ValueError: No system takes the path, such as one with a NUL in it.
    """
    if path.is_dir():
        return None
    # O_NONBLOCK: opening a pipe that nobody writes to would wait for ever.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(descriptor, "rb") as file:
        return file.read(limit + 1) if stat.S_ISREG(os.fstat(descriptor).st_mode) else None
