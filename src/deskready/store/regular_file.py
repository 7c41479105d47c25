"""Reading a file that somebody named, which may be a pipe, a device or endless."""

import os
import stat
from pathlib import Path

from deskready.core.errors import UsageError
from deskready.core.words.message import message
from deskready.core.words.text import Words
from deskready.store.refusal import READ, name_of, refused

_FOLDER = message("file.folder", "{file}: this is a folder, not a file.")
_DEVICE = message("file.device", "{file}: this is a device or a pipe, not a file.")


def read_file(path: Path, limit: int, remedy: Words) -> bytes:
    """The first bytes of a file, one more than `limit` at most.

    Args:
        path: The file.
        limit: Bytes that it may have.
        remedy: What to do where it is a folder, a pipe, a device or the like.

    Raises:
        UsageError: It is none that can be read.
    """
    try:
        content = read_regular(path, limit)
    except (OSError, ValueError) as error:
        raise refused(READ, path, error) from error
    if content is None:
        raise UsageError((_FOLDER if path.is_dir() else _DEVICE)(file=name_of(path)), remedy)
    return content


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
