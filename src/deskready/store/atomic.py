"""Writing a file so that a crash, a full disk or a power cut leaves the old file or the new one, never a part of it.

The order is: temporary file beside the target, write, fsync, rename, fsync of the folder. Without the first fsync a
power cut can leave an empty file under the new name, without the second the rename itself can be lost.
"""

import errno
import os
import secrets
import sys
import time
from contextlib import suppress
from pathlib import Path

from deskready.store.refusal import WRITE, refused

STALE_SECONDS = 600.0
"""A temporary file of this age belongs to a program that was killed; writing takes milliseconds."""
_PREFIX, _SUFFIX = ".deskready-", ".tmp"
_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_PATIENCE_SECONDS = 1.0
#: What file systems that have no hard links (FAT, some network drives) answer to `link`.
_NO_LINKS = (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK)
#: What file systems that cannot flush a folder answer; the rename is as safe there as it gets.
_NO_FOLDER_SYNC = (errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EACCES, errno.EBADF)


def write_atomic(path: Path, data: bytes, *, exclusive: bool = False, own: bool = False) -> None:
    """Writes a file whole or not at all. Only this user can read a file that is made.

    Args:
        path: The file; a symbolic link is replaced, not followed.
        data: Its new content.
        exclusive: Refuse a file that exists, instead of replacing it.
        own: Whether it is a file of our own, which the person did not choose.

    Raises:
        UsageError: The system refuses; the message says why and the remedy what to do.
    """
    temporary = path.parent / f"{_PREFIX}{secrets.token_hex(8)}{_SUFFIX}"
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if exclusive and os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
        try:
            _write(temporary, data)
            if exclusive:
                _link(temporary, path)
            else:
                _replace(temporary, path)
        finally:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
        _sync_folder(path.parent)
    except (OSError, ValueError) as error:
        raise refused(WRITE, path, error, own=own) from error


def sweep(folder: Path, older_than: float = STALE_SECONDS) -> int:
    """Deletes the temporary files that killed programs left in a folder, and says how many there were."""
    swept = 0
    with suppress(OSError):
        for stale in folder.glob(f"{_PREFIX}{'[0-9a-f]' * 16}{_SUFFIX}"):
            with suppress(OSError):
                if time.time() - stale.lstat().st_mtime >= older_than:
                    stale.unlink()
                    swept += 1
    return swept


def _write(path: Path, data: bytes) -> None:
    descriptor = os.open(path, _FLAGS, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        _sync(descriptor)


def _sync(descriptor: int) -> None:
    """Flushes a file to the disk itself; macOS needs to be told that it means it."""
    if sys.platform == "darwin":
        import fcntl

        try:
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
        except OSError:  # network and foreign file systems do not know it
            os.fsync(descriptor)
    else:
        os.fsync(descriptor)


def _replace(source: Path, target: Path, patient: bool = sys.platform == "win32") -> None:
    """Renames over the target. On Windows a virus scanner may hold it for a moment: tried for a second."""
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while True:
        try:
            source.replace(target)
        except PermissionError:
            if not patient or time.monotonic() >= deadline:
                raise
            time.sleep(0.02)
        else:
            return


def _link(source: Path, target: Path) -> None:
    """Gives the file its name unless the name is taken, in one step where the system can.

    Raises:
        FileExistsError: The name is taken.
    """
    if sys.platform == "win32":
        source.rename(target)  # refuses an existing target there
        return
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from error
        _replace(source, target)


def _sync_folder(folder: Path) -> None:
    """Flushes a folder's list of names; Windows has no such thing."""
    if sys.platform == "win32":
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
