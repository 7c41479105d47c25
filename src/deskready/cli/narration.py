"""Standard error: what the program tells while it works and when it fails. Only this module writes to it."""

import contextlib
import sys

from deskready.cli.terminal import columns, is_terminal
from deskready.core.clean import clean, strip_harmful
from deskready.core.words.language import VARIABLE
from deskready.core.words.message import message
from deskready.core.words.say import say
from deskready.core.words.text import Name, Words, text_of, typed

_COMPLAINT = message("cli.complaint", "deskready: {said}")
_NO_LANGUAGE = message(
    "cli.no-language", "{variable}: there is no language {tag}, so this is English. There are {english} and {pseudo}."
)
_LIMIT = 4096
"""Characters of a plain line."""


class Narrator:
    """Lines that stay, and on a terminal one line below them that is painted over.

    No colour and no escape sequence is used. That nobody listens any more is no error.
    """

    def __init__(self) -> None:
        self._shown = ""

    @property
    def live(self) -> bool:
        """Whether somebody can watch: standard error is a terminal."""
        return is_terminal(sys.stderr)

    def tell(self, words: Words) -> None:
        """Tells something in a line of its own."""
        self._write(self._blank() + strip_harmful(say(words)) + "\n")
        self._shown = ""

    def status(self, text: str) -> None:
        """Paints the line that changes; "" takes it away. Does nothing where nobody can watch."""
        if not self.live:
            return
        line = _cut(clean(text), columns(sys.stderr) - 1)  # a full line would make some terminals wrap
        if line != self._shown:
            self._write(self._blank() + line)
            self._shown = line

    def _blank(self) -> str:
        """What takes the painted line away."""
        from deskready.formats.wrap import width

        return f"\r{' ' * width(self._shown)}\r" if self._shown else ""

    @staticmethod
    def _write(text: str) -> None:
        with contextlib.suppress(OSError, ValueError):
            if sys.stderr is not None:
                sys.stderr.write(text)
                sys.stderr.flush()


narrator = Narrator()
"""The one of this process."""


def tell(words: Words) -> None:
    """Tells something in a line of its own."""
    narrator.tell(words)


def complain(words: Words) -> None:
    """Tells in a line of its own what went wrong, or what the person should know, and who says so."""
    narrator.tell(_COMPLAINT(said=text_of(words, _LIMIT)))


def _cut(text: str, cells: int) -> str:
    from deskready.formats.wrap import cut

    return cut(text, cells)[0]


def complain_of_language(tag: str) -> None:
    """Tells that a language was asked for that there is not."""
    complain(
        _NO_LANGUAGE(variable=typed(VARIABLE), tag=Name(clean(tag, 40)), english=typed("en"), pseudo=typed("en-XA"))
    )
