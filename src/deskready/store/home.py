"""The home folder in which files of our own may lie, and what is said where there is none."""

import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

from deskready.core.errors import UsageError
from deskready.core.words.message import message, text
from deskready.core.words.text import file_name
from deskready.store.refusal import OTHER_HOME

_UNKNOWN = text("home.unknown", "This user has no home folder.")
_RELATIVE = message("home.relative", "The home folder, {file}, is no whole path.")
_MISSING = message("home.missing", "The home folder, {file}, does not exist.")
_NO_FOLDER = message("home.no-folder", "The home folder, {file}, is no folder.")
_FOREIGN = message("home.foreign", "The home folder, {file}, belongs to another user, and may not be entered.")


class NoHomeError(UsageError):
    """There is no place for files of our own: nothing is read from there, and nothing can be kept."""


def in_home(find: Callable[[], Path]) -> Path:
    """A folder of our own as the system names it.

    Args:
        find: What asks the system.

    Raises:
        NoHomeError: It would lie in a home folder, and this user has none that can be used.
    """
    try:
        folder = find()
    except RuntimeError as error:
        raise NoHomeError(_UNKNOWN, OTHER_HOME) from error
    if not folder.is_absolute():
        raise NoHomeError(_RELATIVE(file=file_name(folder)), OTHER_HOME)
    home = _home()
    if home is not None and folder.is_relative_to(home):
        _verify(home)
    return folder


def _home() -> Path | None:
    try:
        return Path.home()
    except RuntimeError:
        return None


def _verify(home: Path) -> None:
    """Looks at a home folder.

    Raises:
        NoHomeError: It is none of this user's.
    """
    try:
        status = home.stat()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise NoHomeError(_MISSING(file=file_name(home)), OTHER_HOME) from error
    except OSError as error:
        if _is_foreign(home, None):
            raise NoHomeError(_FOREIGN(file=file_name(home)), OTHER_HOME) from error
        return
    if not stat.S_ISDIR(status.st_mode):
        raise NoHomeError(_NO_FOLDER(file=file_name(home)), OTHER_HOME)
    if not os.access(home, os.X_OK) and _is_foreign(home, status.st_uid):
        raise NoHomeError(_FOREIGN(file=file_name(home)), OTHER_HOME)


def _is_foreign(home: Path, owner: int | None) -> bool:
    """Whether a folder that may not be entered is somebody else's: then none of this user's settings can lie in it.

    A container or a service often runs with the variable HOME of the user who started it. The home that the user
    database names is this user's own whoever owns it: what lies there counts, and may not be passed over.
    """
    if sys.platform == "win32":
        return False
    import pwd

    try:
        listed = pwd.getpwuid(os.getuid()).pw_dir
    except KeyError:
        listed = ""
    return owner != os.getuid() and (not listed or home != Path(listed))
