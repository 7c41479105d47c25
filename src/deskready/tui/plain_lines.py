"""Lines for a terminal that has no Unicode: every character is one that it can show, and takes the same room."""

import unicodedata
from functools import cache

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_ALIKE = {
    **dict.fromkeys("│┃║▏▎▍▌▐▕┊┆", "|"),
    **dict.fromkeys("─━═▔–—\u2010", "-"),
    **dict.fromkeys("▁_", "_"),
    **dict.fromkeys("█▇▆▅▄▃▂▉▊▋▀", "#"),
    **dict.fromkeys("●•◉", "*"),
    **dict.fromkeys("“”", '"'),
    **dict.fromkeys("\u2018\u2019", "'"),
    "○": "o",
    "✓": "+",
    "✗": "x",
    "▶": ">",
    "…": ".",
    "⟦": "[",
    "⟧": "]",
}
"""What stands for what is drawn with."""
_NO_LIKENESS = "?"


class PlainLines(LineFilter):
    """Replaces what an encoding cannot say.

    Args:
        encoding: The terminal's.
    """

    def __init__(self, encoding: str) -> None:
        super().__init__()
        self._encoding = encoding

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - the base's signature
        """The same segments in characters of the encoding, cell by cell."""
        if all(segment.text.isascii() for segment in segments):
            return segments
        return [Segment(plain(one.text, self._encoding), one.style, one.control) for one in segments]


def plain(text: str, encoding: str) -> str:
    """A text in characters of an encoding, as many cells long."""
    return text if text.isascii() else "".join(_plain(character, encoding) for character in text)


@cache
def _plain(character: str, encoding: str) -> str:
    if _can_say(character, encoding):
        return character
    cells = cell_len(character)
    alike = _ALIKE.get(character) or _corner(character) or unicodedata.normalize("NFKD", character)[0]
    return (alike if alike.isascii() else _NO_LIKENESS) * cells


def _corner(character: str) -> str:
    """What stands for where lines meet, and for the patterns of plots."""
    if "\u2500" <= character <= "\u257f":
        return "+"
    return "*" if "\u2800" < character <= "\u28ff" else " " if character == "\u2800" else ""


def _can_say(character: str, encoding: str) -> bool:
    try:
        character.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def is_unicode(encoding: str) -> bool:
    """Whether an encoding can say every character."""
    return _can_say("\u2502\u2713\u28ff", encoding)
