"""The file of a saved audit: opened as foreign, written whole or not at all."""

from pathlib import Path

from deskready.core.audit.encoding import decode, encode
from deskready.core.audit.limits import SIZE_LIMIT
from deskready.core.audit.record import Audit
from deskready.core.words.message import text
from deskready.store.atomic import write_atomic
from deskready.store.regular_file import read_file

_NAME_JSON = text("audit-file.name-json", "Name a .json file that deskready saved.")


def read(path: Path) -> Audit:
    """The audit in a file.

    Raises:
        UsageError: The file cannot be read, or is no saved audit; the message says why.
    """
    return decode(read_file(path, SIZE_LIMIT, _NAME_JSON), str(path))


def write(path: Path, audit: Audit, *, exclusive: bool = False) -> None:
    """Writes the whole record, personal fields included: for this machine's own folders.

    Raises:
        UsageError: The system refuses.
    """
    write_atomic(path, encode(audit), exclusive=exclusive, own=True)
