"""Checks of the person's own: a `.py` file each, in the `checks` folder of the configuration."""

import os
import stat
import sys
from pathlib import Path

from deskready.core.clean import clean
from deskready.core.declare.check_info import Found, Origin, Problem


def find(config: Path) -> Found:
    """Every check of the `checks` folder."""
    return in_folder(config / "checks")


def in_folder(folder: Path) -> Found:
    """Every check file of a person's own folder, and those refused because others could have written them."""
    found = Found([], [])
    for path in sorted(folder.glob("*.py")) if folder.is_dir() else []:
        origin = Origin(clean(path.name, 80), str(path), "your checks folder")
        unsafe = _unsafe(folder) or _unsafe(path)
        if unsafe:
            found.problems.append(Problem(origin, unsafe))
        else:
            found.origins.append(origin)
    return found


def _unsafe(path: Path) -> str:
    """Why a file or folder is not to be trusted, or ""."""
    if sys.platform == "win32":
        return ""
    try:
        status = path.stat()
    except OSError as error:
        return f"It cannot be read: {error.strerror}."
    if status.st_uid not in (os.getuid(), 0):
        return f"{path.name} belongs to somebody else; only your own files are loaded."
    if stat.S_IMODE(status.st_mode) & (stat.S_IWGRP | stat.S_IWOTH):
        return f"Others can write to {path.name}; take that right away (chmod go-w) to use it."
    return ""
