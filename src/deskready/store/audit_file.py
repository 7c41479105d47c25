"""The file of a saved audit: opened as foreign, written whole or not at all."""

import errno
import os
import stat
from pathlib import Path

from deskready.core.audit_json import SIZE_LIMIT, decode, encode
from deskready.core.errors import UsageError
from deskready.core.record import Audit
from deskready.core.text import clean
from deskready.store.atomic import write_atomic
from deskready.store.refusal import refused

__all__ = ["decode", "encode", "read", "write"]

_REPORTS = {
    ".md": "a Markdown report",
    ".txt": "a text report",
    ".html": "an HTML report",
    ".csv": "a table",
    ".xml": "a JUnit report",
}


def read(path: Path) -> Audit:
    """The audit in a file.

    Raises:
        UsageError: The file cannot be read, or is no saved audit; the message says why.
    """
    where = clean(str(path))
    report = _REPORTS.get(path.suffix.lower())
    if report is not None:
        raise UsageError(f"{where}: this is {report}; only JSON opens again.", "Open the .json file of the audit.")
    try:
        data = _content(path)
    except (OSError, ValueError) as error:
        raise refused("read", path, error) from error
    if data is None:
        raise UsageError(f"{where}: not a file.", "Name a .json file that deskready saved.")
    return decode(data, where)


def write(path: Path, audit: Audit, *, exclusive: bool = False) -> None:
    """Writes the whole record, personal fields included: for this machine's own folders.

    Raises:
        UsageError: The system refuses.
    """
    write_atomic(path, encode(audit), exclusive=exclusive)


def _content(path: Path) -> bytes | None:
    """The file's bytes, one more than allowed at most, or None for a pipe, a device and the like."""
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    # O_NONBLOCK: opening a pipe that nobody writes to would wait for ever.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return None
        return file.read(SIZE_LIMIT + 1)
