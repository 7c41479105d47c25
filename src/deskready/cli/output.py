"""Standard output: data, and nothing but data. Only this module writes to it."""

import os
import sys

from deskready.cli.terminal import columns, is_terminal
from deskready.core.clean import strip_harmful


def write(text: str) -> None:
    """Writes a result whole: as UTF-8 bytes to a pipe or a file, without control characters to a terminal.

    Raises:
        BrokenPipeError: The reader has gone.
        UsageError: The system refuses, such as a full disk; or standard output is closed.
    """
    stream = sys.stdout
    if stream is None:
        from deskready.cli import unwritable

        raise unwritable.closed()
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
        from deskready.cli import unwritable

        let_go()
        raise unwritable.refused(error) from error


def width() -> int:
    """Cells of a line for text that people read."""
    return columns(sys.stdout)


def let_go() -> None:
    """Points standard output at the null device: what is still buffered must not fail once more at the end."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.close(null)
