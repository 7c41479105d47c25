"""Where deskready's files live on this machine.

`DESKREADY_HOME`, where it is set, holds all of them in `config/`, `state/`, `data/`, `cache/` and `documents/`: for
tests, for portable use, and for machines whose home folder cannot be written.
"""

import os
from pathlib import Path

from deskready.store.refusal import MAKE_FOLDER, refused

HOME_VARIABLE = "DESKREADY_HOME"
"""Environment variable that names one folder for everything."""
_NAME = "deskready"


def config_dir() -> Path:
    """What the person decides: settings, own profiles, own checks."""
    import platformdirs

    return _under_home("config") or platformdirs.user_config_path(_NAME, appauthor=False)


def state_dir() -> Path:
    """What the program remembers: audits that are running, this machine's id, the log."""
    import platformdirs

    return _under_home("state") or platformdirs.user_state_path(_NAME, appauthor=False)


def data_dir() -> Path:
    """What the program keeps: the record of every audit."""
    import platformdirs

    return _under_home("data") or platformdirs.user_data_path(_NAME, appauthor=False)


def described_dir() -> Path:
    """What installed checks declare, a file for each installation; what is deleted there is found out again."""
    import platformdirs

    return (_under_home("cache") or platformdirs.user_cache_path(_NAME, appauthor=False)) / "checks"


def save_dir() -> Path:
    """The folder that is proposed for saving: Documents, else the current folder, else the data folder."""
    import platformdirs

    documents = _under_home("documents") or platformdirs.user_documents_path()
    if _writable(documents):
        return documents
    try:
        current = Path.cwd()
    except OSError:  # the current folder was deleted
        return data_dir()
    return current if _writable(current) else data_dir()


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
    except (OSError, ValueError) as error:
        raise refused(MAKE_FOLDER, folder, error) from error
    return folder


def _under_home(name: str) -> Path | None:
    home = os.environ.get(HOME_VARIABLE)
    return Path(home).absolute() / name if home else None


def _writable(folder: Path) -> bool:
    return folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)
