"""Partial files: a running audit as of now, on disk after every finished check, so that a killed program loses nothing.

Each belongs to one process, which holds a lock as long as it lives; the system frees the lock however the process ends.
"""

import hashlib
import os
import re
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from deskready.core.audit.limits import SIZE_LIMIT
from deskready.core.audit.record import Audit
from deskready.core.clean import clean
from deskready.core.errors import UsageError
from deskready.core.words.message import message, text
from deskready.core.words.text import NOTHING, Text, typed
from deskready.store import audit_file
from deskready.store.atomic import sweep
from deskready.store.own_files import own_files
from deskready.store.paths import audits_dir, made, partial_dir
from deskready.store.refusal import LOCK, refused
from deskready.store.regular_file import read_regular

if TYPE_CHECKING:
    from filelock import FileLock

_TAKEN = message("partial.taken", "Another deskready works on this audit ({audit}).")
_CLOSE_OTHER = text("partial.close-other", "Close the other one, then try again.")
_ID = re.compile(r"[0-9A-Za-z-]{1,64}")
_LOCK_SECONDS = 1.0
"""How long to wait for a lock: another program that looks for leftovers holds it for a moment."""


class PartialFile:
    """The partial file of one audit in this process. Writing blocks for some milliseconds, until the disk has it.

    Attributes:
        path: The file.
    """

    def __init__(self, audit_id: str) -> None:
        """Takes the lock.

        Raises:
            UsageError: Another process works on the same audit, or the state folder cannot be written.
        """
        folder = made(partial_dir())
        self.path = folder / f"{_safe(audit_id)}.partial"
        self._lock = _locked(self.path, _LOCK_SECONDS)

    def write(self, audit: Audit) -> None:
        """Replaces the file by the audit as of now.

        Raises:
            UsageError: The system refuses; what was written before is still there.
        """
        audit_file.write(self.path, audit)

    def discard(self) -> None:
        """Deletes the file and frees the lock. A second call does nothing."""
        if not self._lock.is_locked:
            return
        with suppress(OSError):
            self.path.unlink(missing_ok=True)
        _free(self.path, self._lock)

    def finish(self, audit: Audit) -> Path:
        """Files the audit among this machine's records, and deletes the partial file.

        Raises:
            UsageError: The system refuses; the partial file stays.
        """
        target = record_path(audit)
        made(target.parent)
        audit_file.write(target, audit)
        self.discard()
        return target


class Leftover(Struct, frozen=True):
    """A partial file whose program was killed."""

    path: Path
    """The file."""
    audit: Audit | None
    """What it holds, or None where it cannot be read."""
    problem: Text = NOTHING
    """Why it cannot be read."""

    def discard(self) -> None:
        """Deletes it, unless a living program has taken it up since."""
        with suppress(UsageError):
            lock = _locked(self.path, 0)
            with suppress(OSError):
                self.path.unlink(missing_ok=True)
            _free(self.path, lock)


def leftovers() -> tuple[Leftover, ...]:
    """The partial files whose program was killed, newest first. To resume one, make a `PartialFile` of its audit's id.

    Stale temporary files and locks are swept on the way.
    """
    try:
        folder = partial_dir()
        sweep(folder)
        locks, files = own_files(folder, "*.lock"), own_files(folder, "*.partial")
    except UsageError:  # a folder that cannot be looked into has nothing to offer
        return ()
    for lock in locks:
        if lock.with_suffix(".partial") not in files:
            _probe(lock.with_suffix(".partial"))
    files.sort(key=_changed, reverse=True)
    found = [_leftover(path) for path in files if _probe(path)]
    return tuple(leftover for leftover in found if leftover is not None)


def record_path(audit: Audit) -> Path:
    """Where this machine keeps an audit's record: named by time (UTC) and id, never by data."""
    try:
        started = datetime.fromisoformat(audit.started).astimezone(UTC)
    except (ValueError, OverflowError):
        started = datetime.fromtimestamp(0, UTC)
    return audits_dir() / f"{started:%Y}" / f"{started:%Y%m%dT%H%M%SZ}-{_safe(audit.id)}.json"


def _changed(path: Path) -> int:
    """When a file was changed, in ns; 0 where it has gone since."""
    try:
        return path.lstat().st_mtime_ns
    except OSError:
        return 0


def _leftover(path: Path) -> Leftover | None:
    """What a file holds, or None where it is filed already or gone."""
    try:
        audit = audit_file.read(path)
    except UsageError as error:
        return Leftover(path, None, error.message) if os.path.lexists(path) else None
    with suppress(OSError, UsageError):
        filed = read_regular(record_path(audit), SIZE_LIMIT)
        if filed is not None and filed == read_regular(path, SIZE_LIMIT):  # killed between filing and deleting
            Leftover(path, audit).discard()
            return None
    return Leftover(path, audit)


def _safe(audit_id: str) -> str:
    """The id as part of a file name; one that is no plain word, from a foreign file, becomes its hash."""
    return audit_id if _ID.fullmatch(audit_id) else hashlib.sha256(audit_id.encode("utf-8", "replace")).hexdigest()[:32]


def _lock_path(path: Path) -> Path:
    return path.with_suffix(".lock")


def _locked(path: Path, timeout: float) -> "FileLock":
    """The lock of a partial file, held.

    Raises:
        UsageError: Another process holds it, or it cannot be made.
    """
    from filelock import FileLock, Timeout

    # Not thread-local: the file may be written in one thread and finished in another.
    lock = FileLock(_lock_path(path), timeout=timeout, mode=0o600, thread_local=False)
    try:
        lock.acquire(poll_interval=0.02)
    except Timeout as error:
        raise UsageError(_TAKEN(audit=typed(clean(path.stem))), _CLOSE_OTHER) from error
    except (OSError, NotImplementedError) as error:  # the second: a file system without locks
        raise refused(LOCK, path, error if isinstance(error, OSError) else OSError(str(error)), own=True) from error
    return lock


def _free(path: Path, lock: "FileLock") -> None:
    """Deletes the lock's file while it is held, then frees it. On Windows freeing deletes it."""
    with suppress(OSError):
        _lock_path(path).unlink(missing_ok=True)
    lock.release()


def _probe(path: Path) -> bool:
    """Whether no living process holds the file's lock."""
    try:
        lock = _locked(path, 0)
    except UsageError:
        return False
    _free(path, lock)
    return True
