"""Files of our own: one guarded reader and writer for them, whatever became of the folders that they lie in."""

import os
import stat
from pathlib import Path

from deskready.core.words.message import message
from deskready.core.words.text import Words
from deskready.store.paths import made
from deskready.store.refusal import READ, refused
from deskready.store.regular_file import not_regular, read_regular

_LIST = message("own-files.list", "Cannot look into the folder {file}: {reason}.")
_APPEND = os.O_WRONLY | os.O_APPEND | os.O_CREAT | sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK"))


def read_own(path: Path, limit: int, remedy: Words) -> bytes | None:
    """The first bytes of a file, one more than `limit` at most; None where there is none, and so nothing to read.

    Args:
        path: The file.
        limit: Bytes that it may have.
        remedy: What to do where it is a folder, a pipe, a device or the like.

    Raises:
        UsageError: There is one, or there may be, and it cannot be read.
    """
    try:
        content = read_regular(path, limit)
    except (FileNotFoundError, NotADirectoryError) as error:
        if astray := _astray(path):
            raise refused(READ, astray, FileNotFoundError(2, "")) from error
        return None
    except (OSError, ValueError) as error:
        raise refused(READ, path, error, own=True) from error
    if content is None:
        raise not_regular(path, remedy)
    return content


def write_own(path: Path, content: bytes, *, exclusive: bool = False) -> None:
    """Writes a file whole or not at all, in a folder that is made where it is missing.

    Raises:
        UsageError: The system refuses.
    """
    from deskready.store.atomic import write_atomic  # whoever only reads needs nothing of it

    made(path.parent)
    write_atomic(path, content, exclusive=exclusive, own=True)


def append_own(path: Path, content: bytes) -> None:
    """Adds to a file, in a folder that is made where it is missing.

    Raises:
        UsageError: Its folder cannot be made.
        OSError: The system refuses, or it is a pipe, a device or the like.
    """
    made(path.parent)
    with os.fdopen(os.open(path, _APPEND, 0o600), "wb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise FileExistsError
        file.write(content)


def own_files(folder: Path, pattern: str) -> list[Path]:
    """The files of a folder, by name; none where there is no such folder.

    Raises:
        UsageError: There is one, and it cannot be looked into.
    """
    try:
        return sorted(folder / name for name in os.listdir(folder) if Path(name).match(pattern))  # noqa: PTH208 - raises
    except (FileNotFoundError, NotADirectoryError):
        return []
    except (OSError, ValueError) as error:
        raise refused(_LIST, folder, error, own=True) from error


def _astray(path: Path) -> Path | None:
    """The link on the way to a file that leads nowhere, such as into a disk that is not there now."""
    ways = (path, *path.parents)
    return next((way for way in ways if os.path.islink(way) and not os.path.exists(way)), None)  # noqa: PTH110, PTH114
