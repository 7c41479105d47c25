"""The file of the settings itself: its content, where something stands in it, and setting it aside."""

import errno
import os
from itertools import count
from pathlib import Path

from deskready.core.clean import clean
from deskready.core.errors import UsageError
from deskready.core.reading.mistake import Mistake, show_path
from deskready.core.reading.table import read_table
from deskready.core.reading.toml import SIZE_LIMIT
from deskready.core.words.message import message, row, text
from deskready.core.words.text import Name, Text, file_name
from deskready.store.own_files import read_own
from deskready.store.paths import made, settings_file
from deskready.store.refusal import WRITE, refused

_RENAME = message("settings.rename", "Cannot rename {file}: {reason}.")
REMEDY = text("settings.remedy", "Correct the file, or delete it to start afresh.")
"""What to do where it is broken."""


def content() -> bytes:
    """The file's bytes; none where there is no file.

    Raises:
        NoHomeError: There is no home folder that it could be in.
        UsageError: It cannot be read.
    """
    return read_own(settings_file(), SIZE_LIMIT, REMEDY) or b""


def place_of(*path: str) -> Text:
    """Where something stands in the settings: file, line and key."""
    try:
        top = read_table(content(), str(settings_file()))
    except UsageError:  # the file has changed since
        return row(file_name(settings_file()), Name(show_path(path)))
    return Mistake(clean(str(settings_file())), show_path(path), top.mistakes.line_of(path), "").place


def verify_writable() -> None:
    """Makes sure that something can be remembered, before a person takes the trouble.

    Raises:
        UsageError: The folder of the settings cannot be made or written.
    """
    path = settings_file()
    made(path.parent)
    if not os.access(path.parent, os.W_OK | os.X_OK):
        raise refused(WRITE, path, PermissionError(errno.EACCES, ""), own=True)


def set_aside() -> Path:
    """Gives the file another name, under which it is kept, so that there are none but the usual settings.

    Returns:
        The new name.

    Raises:
        UsageError: The system refuses.
    """
    path = settings_file()
    names = (path.with_name(f"{path.stem}-aside-{number}{path.suffix}") for number in count(1))
    aside = next(name for name in names if not os.path.lexists(name))
    try:
        path.rename(aside)
    except OSError as error:
        raise refused(_RENAME, path, error, own=True) from error
    return aside
