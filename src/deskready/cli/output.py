"""Standard output: data, and nothing but data. Only this module writes to it."""

import os
import sys

from deskready.cli.terminal import columns, is_terminal
from deskready.core.clean import clean, strip_harmful
from deskready.core.errors import UsageError
from deskready.core.words.message import message, text
from deskready.core.words.text import Name

_CLOSED = text("output.closed", "Standard output is closed.")
_TO_FILE = text("output.to-file", "Let the output go to a file or a pipe.")
_CANNOT = message("output.cannot", "Cannot write to standard output: {reason}.")
_ELSEWHERE = text("output.elsewhere", "Let the output go elsewhere.")


def write(text: str) -> None:
    """Writes a result whole: as UTF-8 bytes to a pipe or a file, without control characters to a terminal.

    Raises:
        BrokenPipeError: The reader has gone.
        UsageError: The system refuses, such as a full disk; or standard output is closed.
    """
    stream = sys.stdout
    if stream is None:
        raise UsageError(_CLOSED, _TO_FILE)
    try:
        if is_terminal(stream):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="replace")
            stream.write(strip_harmful(text))
        else:
            stream.flush()
            stream.buffer.write(text.encode("utf-8", "replace"))
        stream.flush()
    except BrokenPipeError:
        let_go()
        raise
    except OSError as error:
        let_go()
        reason = clean(error.strerror or str(error))
        raise UsageError(_CANNOT(reason=Name(reason)), _ELSEWHERE) from error


def width() -> int:
    """Cells of a line for text that people read."""
    return columns(sys.stdout)


def let_go() -> None:
    """Points standard output at the null device: what is still buffered must not fail once more at the end."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.close(null)
