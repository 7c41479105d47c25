"""Pasted text is text: an escape character in it presses no key.

Textual's parser reads escape sequences within a paste as if somebody had typed them, and what it does not know it hands
on letter by letter: a paste that holds an escape character and a "q" would quit. So control characters are taken out of
a paste before the parser sees them.
"""

import re
import sys
from collections.abc import Iterable

from textual._xterm_parser import XTermParser
from textual.driver import Driver
from textual.message import Message

_BEGIN, _END = "\x1b[200~", "\x1b[201~"
"""What a terminal puts around a paste (bracketed paste, xterm's ctlseqs)."""
_WINDOWS = "textual.drivers.win32"
"""Where the driver for Windows reads."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


class Pastes:
    """Takes control characters, but line ends and tabs, out of pastes in what a terminal sends, piece by piece."""

    def __init__(self) -> None:
        self._pasting = False
        self._held = ""
        self._typed = ""

    def clean(self, data: str) -> str:
        """The next piece, without them. The beginning of what may be a paste's end is kept for the piece after."""
        data, self._held = self._held + data, ""
        found = []
        while data:
            piece, data = self._from_paste(data) if self._pasting else self._until_paste(data)
            found.append(piece)
        return "".join(found)

    def _until_paste(self, data: str) -> tuple[str, str]:
        """What is typed, up to a paste's begin, which may have come in part already; and the rest."""
        seen = self._typed + data
        at = seen.find(_BEGIN)
        self._pasting = at >= 0
        self._typed = "" if self._pasting else seen[1 - len(_BEGIN) :]
        length = at + len(_BEGIN) - (len(seen) - len(data)) if self._pasting else len(data)
        return data[:length], data[length:]

    def _from_paste(self, data: str) -> tuple[str, str]:
        """What is pasted, without control characters and with the paste's end; and the rest."""
        pasted, end, rest = data.partition(_END)
        self._pasting = not end
        if not end:
            pasted, self._held = _split(pasted)
        return _CONTROL.sub("", pasted) + end, rest


class PasteSafeParser(XTermParser):
    """Textual's parser behind `Pastes`."""

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._pastes = Pastes()

    def feed(self, data: str) -> Iterable[Message]:
        """The messages that the next piece makes; an empty one is the end."""
        left = self._pastes.clean(data)
        return super().feed(left) if left or not data else ()


def guard_pastes(driver: type[Driver]) -> None:
    """Has a driver of Textual's read through `PasteSafeParser`; one that reads otherwise stays as it is."""
    for name in (driver.__module__, _WINDOWS):
        module = sys.modules.get(name)
        if getattr(module, "XTermParser", None) is XTermParser:
            module.XTermParser = PasteSafeParser  # type: ignore[union-attr] # Textual has no hook for it


def _split(pasted: str) -> tuple[str, str]:
    """What is certainly pasted, and the beginning of the end that it may finish with."""
    for length in range(len(_END) - 1, 0, -1):
        if pasted.endswith(_END[:length]):
            return pasted[:-length], pasted[-length:]
    return pasted, ""
