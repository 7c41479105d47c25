"""Internal errors: one line for the person, the details for the log file, and no traceback on any terminal."""

import sys
import threading

from deskready.cli.narration import complain
from deskready.core.clean import clean
from deskready.core.words.message import message, sentences, text
from deskready.core.words.text import Name, file_name

_INTERNAL = message("cli.internal", "internal error: {error}.")
_DETAILS = message("cli.details", "Details are in {file}.")
_NO_DETAILS = text("cli.no-details", "The details could not be written to the log file.")


def tell(error: BaseException) -> None:
    """Says in one line that the program itself failed, and where the details are."""
    from deskready.store.log import keep_details

    path = keep_details(error)
    where = _DETAILS(file=file_name(path)) if path else _NO_DETAILS
    told = clean(f"{type(error).__name__}: {error}", 160).rstrip(".: ")
    complain(sentences(_INTERNAL(error=Name(told)), where))


def keep_quiet() -> None:
    """Sends what Python would print of errors in threads and finalisers to the log file instead."""
    sys.unraisablehook = lambda told: _keep(told.exc_value)
    threading.excepthook = lambda told: _keep(told.exc_value)


def _keep(error: BaseException | None) -> None:
    from deskready.store.log import keep_details

    if error is not None:
        keep_details(error)
