"""What a file of the system holds: of /proc, /sys and /etc, and property lists."""

import plistlib
from pathlib import Path
from typing import Any
from xml.parsers.expat import ExpatError

from deskready_checks.system.unread import Unread, Why, unread

LIMIT = 4 * 1024**2
"""How many bytes are read of one: twice what a kernel tells of 512 cores."""


def text(path: Path | str) -> str:
    """The text of a file; bytes that are none become surrogates, so that a path in it can be opened.

    Raises:
        Unread: There is none, or it may not be read.
    """
    return _bytes(path).decode("utf-8", "surrogateescape")


def plist(path: Path | str) -> dict[str, Any]:
    """The entries of a property list, whether it is XML or binary.

    Raises:
        Unread: There is none, it may not be read, or is no such list.
    """
    try:
        found = plistlib.loads(_bytes(path))
    except (plistlib.InvalidFileException, ExpatError, ValueError, LookupError, RecursionError) as error:
        raise Unread(Why.UNCLEAR, f"{path}: {error}") from error
    if not isinstance(found, dict):
        raise Unread(Why.UNCLEAR, f"{path} holds no entries")
    return found


def _bytes(path: Path | str) -> bytes:
    try:
        with Path(path).open("rb") as file:
            return file.read(LIMIT)
    except OSError as error:
        raise unread(error) from error
