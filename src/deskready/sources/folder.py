"""Checks of the person's own: a `.py` file each, in the `checks` folder of the configuration."""

import os
import stat
import sys
from pathlib import Path

from deskready.core import stamp
from deskready.core.clean import clean
from deskready.core.declare.check_info import YOURS, Found, Origin, Problem, Source
from deskready.core.words.message import message, text
from deskready.core.words.text import NOTHING, Name, Text

_UNREADABLE = message("folder.unreadable", "It cannot be read: {reason}.")
_FOREIGN = message("folder.foreign", "{file} belongs to somebody else; only your own files are loaded.")
_NAMELESS = text("folder.nameless", "Its name, or that of a folder it lies in, is no text in UTF-8.")
_IRREGULAR = text("folder.irregular", "It is a folder, a device or a pipe, not a file.")
_OPEN = message("folder.open", "Others can write to {file}; take that right away (chmod go-w) to use it.")


def find(config: Path | None) -> Found:
    """Every check of the `checks` folder."""
    return in_folder(config / "checks") if config is not None else Found([], [])


def in_folder(folder: Path) -> Found:
    """Every check file of a person's own folder, and those refused because others could have written them."""
    found = Found([], [])
    try:
        names = sorted(name for name in os.listdir(folder) if name.endswith(".py"))  # noqa: PTH208 - raises, as glob does not
    except (FileNotFoundError, NotADirectoryError):
        return found
    except OSError as error:
        reason = _UNREADABLE(reason=Name(clean(error.strerror or "")))
        found.problems.append(Problem(Origin(clean(folder.name, 80), "", YOURS.words), reason))
        return found
    for path in (folder / name for name in names):
        origin = Origin(clean(path.name, 80), str(path), YOURS.words)
        unsafe = _nameless(path) or _unsafe(folder) or _unsafe(path) or _irregular(path)
        if unsafe:
            found.problems.append(Problem(origin, unsafe))
        else:
            found.sources.append(Source((origin,), stamp.of_file(path)))
    return found


def _nameless(path: Path) -> Text:
    """Why nobody can be told of a file, or nothing: its name goes through pipes that hold text."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return _NAMELESS
    return NOTHING


def _irregular(path: Path) -> Text:
    """Why a file is none to be imported, or nothing: a pipe would be waited for."""
    return NOTHING if os.path.isfile(path) else _IRREGULAR  # noqa: PTH113 - never an error


def _unsafe(path: Path) -> Text:
    """Why a file or folder is not to be trusted, or nothing."""
    if sys.platform == "win32":
        return NOTHING
    try:
        status = path.stat()
    except OSError as error:
        return _UNREADABLE(reason=Name(error.strerror or ""))
    if status.st_uid not in (os.getuid(), 0):
        return _FOREIGN(file=Name(clean(path.name, 80)))
    if stat.S_IMODE(status.st_mode) & (stat.S_IWGRP | stat.S_IWOTH):
        return _OPEN(file=Name(clean(path.name, 80)))
    return NOTHING
