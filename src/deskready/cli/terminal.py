"""What is known of a stream's terminal."""

import os
from typing import TextIO

COLUMNS = 80
"""Cells of a line where there is no terminal to ask."""


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a stream is a terminal. A stream that was closed before the program began is None."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # closed meanwhile
        return False


def columns(stream: TextIO | None) -> int:
    """Cells of a line of the stream's terminal; never so few that nothing fits."""
    if stream is None or not is_terminal(stream):
        return COLUMNS
    try:
        found = os.get_terminal_size(stream.fileno()).columns
    except (OSError, ValueError):
        return COLUMNS
    return max(20, found) if found else COLUMNS  # a pseudo-terminal may not know its size
