"""Opening a saved audit again. A report that was made of one is told from the record itself by its suffix."""

from pathlib import Path

from deskready.core.audit.record import Audit
from deskready.core.errors import UsageError
from deskready.core.words.message import message
from deskready.core.words.text import file_name, typed
from deskready.formats.registry import RECORD, VIEWS
from deskready.store import audit_file

_REPORT = message("opening.report", "{file}: this is a report ({format}); only {record} opens again.")
_OPEN_RECORD = message("opening.open-record", "Open the {suffix} file of the audit.")


def open_saved(path: Path) -> Audit:
    """The audit in a file that a person names.

    Raises:
        UsageError: The file cannot be read, or is no saved audit; the message says why.
    """
    for view in VIEWS:
        if view.suffix == path.suffix.lower():
            reason = _REPORT(file=file_name(path), format=view.title, record=RECORD.title)
            raise UsageError(reason, _OPEN_RECORD(suffix=typed(RECORD.suffix)))
    return audit_file.read(path)
