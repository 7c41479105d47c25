"""Where deskready's files live on this machine.

`DESKREADY_HOME`, where it is set, holds all of them in `config/`, `state/`, `data/`, `cache/` and `documents/`: for
tests, for portable use, and for machines whose home folder cannot be written. Else they lie where the system has such
files; that may be in a home folder that does not exist. Whatever asks for a folder or file here may be told so by a
`UsageError`.
"""

import errno
import os
from collections.abc import Callable
from pathlib import Path

from deskready.core.errors import UsageError
from deskready.core.words.message import message, text
from deskready.core.words.text import file_name, typed
from deskready.store.home import in_home
from deskready.store.refusal import MAKE_FOLDER, refused

HOME_VARIABLE = "DESKREADY_HOME"
"""Environment variable that names one folder for everything."""
_NAME = "deskready"
_NO_FOLDER = message("paths.no-folder", "{variable}: {file} names no folder.")
_WRITE_WHOLE = text("paths.write-whole", "Write its whole path.")


def config_dir() -> Path:
    """What the person decides: settings, own profiles, own checks.

    Raises:
        NoHomeError: There is no home folder.
        UsageError: DESKREADY_HOME names none.
    """
    import platformdirs

    return _under_home("config") or in_home(lambda: platformdirs.user_config_path(_NAME, appauthor=False))


def state_dir() -> Path:
    """What the program remembers: audits that are running, this machine's id, the log."""
    import platformdirs

    return _under_home("state") or in_home(lambda: platformdirs.user_state_path(_NAME, appauthor=False))


def data_dir() -> Path:
    """What the program keeps: the record of every audit."""
    import platformdirs

    return _under_home("data") or in_home(lambda: platformdirs.user_data_path(_NAME, appauthor=False))


def described_dir() -> Path:
    """What installed checks declare, a file for each installation; what is deleted there is found out again."""
    import platformdirs

    cache = _under_home("cache") or in_home(lambda: platformdirs.user_cache_path(_NAME, appauthor=False))
    return cache / "checks"


def save_dir() -> Path:
    """The folder that is proposed for saving: Documents, else the current folder, else the data folder.

    Never fails: where none of them can be written, it is the folder for temporary files.
    """
    return next((folder for folder in map(_found, (_documents, Path.cwd)) if folder), None) or _kept() or _temporary()


def settings_file() -> Path:
    """The person's settings."""
    return config_dir() / "settings.toml"


def profiles_dir() -> Path:
    """The person's own profiles."""
    return config_dir() / "profiles"


def partial_dir() -> Path:
    """Audits that are running, or were when the program was killed."""
    return state_dir() / "partial"


def machine_id_file() -> Path:
    """This machine's random id."""
    return state_dir() / "machine-id"


def log_file() -> Path:
    """Details of internal errors."""
    return state_dir() / "deskready.log"


def audits_dir() -> Path:
    """The record of every audit, in one folder a year."""
    return data_dir() / "audits"


def made(folder: Path) -> Path:
    """The folder, made if it is missing; only this user may enter those that are made.

    Raises:
        UsageError: It cannot be made.
    """
    try:
        for missing in reversed([each for each in (folder, *folder.parents) if not each.exists()]):
            missing.mkdir(mode=0o700, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)  # raises where a file has that name
    except FileExistsError as error:
        raise refused(MAKE_FOLDER, folder, NotADirectoryError(errno.ENOTDIR, ""), own=True) from error
    except (OSError, ValueError) as error:
        raise refused(MAKE_FOLDER, folder, error, own=True) from error
    return folder


def _documents() -> Path:
    import platformdirs

    return _under_home("documents") or in_home(platformdirs.user_documents_path)


def _found(find: Callable[[], Path]) -> Path | None:
    """A folder that can be written, or None."""
    try:
        folder = find()
    except (OSError, UsageError):  # the current folder was deleted, or there is no home
        return None
    return folder if os.path.isdir(folder) and os.access(folder, os.W_OK | os.X_OK) else None  # noqa: PTH112 - no error


def _kept() -> Path | None:
    try:
        return data_dir()
    except UsageError:
        return None


def _temporary() -> Path:
    import tempfile

    try:
        return Path(tempfile.gettempdir())
    except OSError:
        return Path(os.sep)


def _under_home(name: str) -> Path | None:
    """The folder of that name in DESKREADY_HOME; None where that is not set.

    Raises:
        UsageError: It names none.
    """
    home = os.environ.get(HOME_VARIABLE)
    if not home:
        return None
    try:
        return Path(home).expanduser().absolute() / name
    except (RuntimeError, OSError) as error:  # a user whom nobody knows; the current folder was deleted
        reason = _NO_FOLDER(variable=typed(HOME_VARIABLE), file=file_name(Path(home)))
        raise UsageError(reason, _WRITE_WHOLE) from error
