"""The file of a saved audit: opened as foreign, written whole or not at all."""

from pathlib import Path

from deskready.core.audit.encoding import SIZE_LIMIT, decode, encode
from deskready.core.audit.record import Audit
from deskready.core.clean import clean
from deskready.core.errors import UsageError
from deskready.store.atomic import write_atomic
from deskready.store.regular_file import read_file

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
    return decode(read_file(path, SIZE_LIMIT, "Name a .json file that deskready saved."), where)


def write(path: Path, audit: Audit, *, exclusive: bool = False) -> None:
    """Writes the whole record, personal fields included: for this machine's own folders.

    Raises:
        UsageError: The system refuses.
    """
    write_atomic(path, encode(audit), exclusive=exclusive)
