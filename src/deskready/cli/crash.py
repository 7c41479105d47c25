"""Internal errors: one line for the person, the details for the log file, and no traceback on any terminal."""

import sys
import threading

from deskready.cli.narration import say
from deskready.core.clean import clean


def tell(error: BaseException) -> None:
    """Says in one line that the program itself failed, and where the details are."""
    from deskready.store.log import keep_details

    path = keep_details(error)
    where = f"Details are in {clean(str(path))}." if path else "The details could not be written to the log file."
    say(f"deskready: internal error: {clean(f'{type(error).__name__}: {error}', 160)} {where}")


def keep_quiet() -> None:
    """Sends what Python would print of errors in threads and finalisers to the log file instead."""
    sys.unraisablehook = lambda told: _keep(told.exc_value)
    threading.excepthook = lambda told: _keep(told.exc_value)


def _keep(error: BaseException | None) -> None:
    from deskready.store.log import keep_details

    if error is not None:
        keep_details(error)
