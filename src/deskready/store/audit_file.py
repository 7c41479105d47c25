"""The file of a saved audit: opened as foreign, written whole or not at all."""

from pathlib import Path

from deskready.core.audit.encoding import SIZE_LIMIT, decode, encode
from deskready.core.audit.record import Audit
from deskready.core.errors import UsageError
from deskready.core.words.message import message, text
from deskready.store.atomic import write_atomic
from deskready.store.refusal import name_of
from deskready.store.regular_file import read_file

__all__ = ["decode", "encode", "read", "write"]

_REPORTS = {
    ".md": message("audit-file.markdown", "{file}: this is a Markdown report; only JSON opens again."),
    ".txt": message("audit-file.text", "{file}: this is a text report; only JSON opens again."),
    ".html": message("audit-file.html", "{file}: this is an HTML report; only JSON opens again."),
    ".csv": message("audit-file.table", "{file}: this is a table; only JSON opens again."),
    ".xml": message("audit-file.junit", "{file}: this is a JUnit report; only JSON opens again."),
}
_OPEN_JSON = text("audit-file.open-json", "Open the .json file of the audit.")
_NAME_JSON = text("audit-file.name-json", "Name a .json file that deskready saved.")


def read(path: Path) -> Audit:
    """The audit in a file.

    Raises:
        UsageError: The file cannot be read, or is no saved audit; the message says why.
    """
    report = _REPORTS.get(path.suffix.lower())
    if report is not None:
        raise UsageError(report(file=name_of(path)), _OPEN_JSON)
    return decode(read_file(path, SIZE_LIMIT, _NAME_JSON), str(path))


def write(path: Path, audit: Audit, *, exclusive: bool = False) -> None:
    """Writes the whole record, personal fields included: for this machine's own folders.

    Raises:
        UsageError: The system refuses.
    """
    write_atomic(path, encode(audit), exclusive=exclusive)
