"""Reading a file that somebody named, which may be a pipe, a device or endless."""

import os
import stat
from pathlib import Path

from deskready.core.errors import UsageError
from deskready.core.words.message import message
from deskready.core.words.text import Words, file_name
from deskready.store.refusal import READ, refused

_FOLDER = message("file.folder", "{file}: this is a folder, not a file.")
_DEVICE = message("file.device", "{file}: this is a device or a pipe, not a file.")
_WARY = ("O_NONBLOCK", "O_NOCTTY", "O_BINARY")


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
        raise not_regular(path, remedy)
    return content


def not_regular(path: Path, remedy: Words) -> UsageError:
    """The error for what has a file's place and is none."""
    is_folder = os.path.isdir(path)  # noqa: PTH112 - never an error
    return UsageError((_FOLDER if is_folder else _DEVICE)(file=file_name(path)), remedy)


def read_regular(path: Path, limit: int) -> bytes | None:
    """The first bytes of a file, one more than `limit` at most; None for a folder, a pipe, a device and the like.

    Raises:
        OSError: The system refuses.
        ValueError: No system takes the path, such as one with a NUL in it.
    """
    if not stat.S_ISREG(path.stat().st_mode):  # opening alone may do something to a device
        return None
    # O_NONBLOCK: it may have become a pipe since, and opening one that nobody writes to would wait for ever.
    descriptor = os.open(path, os.O_RDONLY | sum(getattr(os, name, 0) for name in _WARY))
    with os.fdopen(descriptor, "rb") as file:
        return file.read(limit + 1) if stat.S_ISREG(os.fstat(descriptor).st_mode) else None
