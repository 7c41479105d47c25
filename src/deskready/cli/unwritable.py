"""Why standard output cannot be written.

It is loaded for that only: to print its version, the program needs nothing of what makes sentences.
"""

from deskready.core.clean import clean
from deskready.core.errors import UsageError
from deskready.core.words.message import message, text
from deskready.core.words.text import Name

_CLOSED = text("output.closed", "Standard output is closed.")
_TO_FILE = text("output.to-file", "Let the output go to a file or a pipe.")
_CANNOT = message("output.cannot", "Cannot write to standard output: {reason}.")
_ELSEWHERE = text("output.elsewhere", "Let the output go elsewhere.")


def closed() -> UsageError:
    """It was closed before the program began."""
    return UsageError(_CLOSED, _TO_FILE)


def refused(error: OSError) -> UsageError:
    """The system refuses."""
    return UsageError(_CANNOT(reason=Name(clean(error.strerror or str(error)))), _ELSEWHERE)
