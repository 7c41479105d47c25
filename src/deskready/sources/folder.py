"""Checks of the person's own: a `.py` file each, in the `checks` folder of the configuration."""

import os
import stat
import sys
from pathlib import Path

from deskready.core import stamp
from deskready.core.clean import clean
from deskready.core.declare.check_info import YOURS, Found, Origin, Problem, Source
from deskready.core.words.message import message
from deskready.core.words.text import NOTHING, Name, Text

_UNREADABLE = message("folder.unreadable", "It cannot be read: {reason}.")
_FOREIGN = message("folder.foreign", "{file} belongs to somebody else; only your own files are loaded.")
_OPEN = message("folder.open", "Others can write to {file}; take that right away (chmod go-w) to use it.")


def find(config: Path) -> Found:
    """Every check of the `checks` folder."""
    return in_folder(config / "checks")


def in_folder(folder: Path) -> Found:
    """Every check file of a person's own folder, and those refused because others could have written them."""
    found = Found([], [])
    for path in sorted(folder.glob("*.py")) if folder.is_dir() else []:
        origin = Origin(clean(path.name, 80), str(path), YOURS.words)
        unsafe = _unsafe(folder) or _unsafe(path)
        if unsafe:
            found.problems.append(Problem(origin, unsafe))
        else:
            found.sources.append(Source((origin,), stamp.of_file(path)))
    return found


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
