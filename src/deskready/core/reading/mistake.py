"""A mistake in a file that a person wrote: where it is, what is wrong and what would be right."""

import re
from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

from deskready.core.clean import clean
from deskready.core.errors import UsageError
from deskready.core.reading.nearest import did_you_mean
from deskready.core.words.message import message, row, sentences
from deskready.core.words.text import NOTHING, By, Name, Text, Words, text_of, typed

LIMIT = 100
"""Mistakes of one file that are kept; a file with more is something else than what it claims to be."""
_LINE = message("mistake.line", "line {number}")
_POSSIBLE = message("mistake.possible", "Possible here: {words}.")
_AT = message("mistake.at", "{place}: {reason}")
_BARE = re.compile(r"[A-Za-z0-9_-]+")

Path = tuple[str, ...]
"""A key's place in a file: the tables it is in, then its own name."""


class Mistake(Struct, frozen=True):
    """One mistake."""

    file: str
    """The file's name, as the person gave it."""
    key: str
    """The key as it stands in the file, such as `requirements."internet.download".minimum`, or "" for the whole."""
    line: int | None
    """Its line, from 1, where it could be found."""
    reason: Words
    """What is wrong, in one sentence."""
    suggestion: Words = ""
    """What would be right, in one sentence, or ""."""

    @property
    def place(self) -> Text:
        """File, line and key, as far as they are known."""
        line = (_LINE(number=self.line),) if self.line is not None else ()
        key = (Name(self.key),) if self.key else ()
        return row(Name(self.file), *line, *key)

    @property
    def sentence(self) -> Text:
        """Where, and what is wrong."""
        return _AT(place=self.place, reason=text_of(self.reason))

    @property
    def whole(self) -> Text:
        """Where, what is wrong, and what would be right."""
        return sentences(self.sentence, self.suggestion)


class Mistakes:
    """The mistakes and warnings found in one file so far.

    Attributes:
        errors: What keeps the file from being used.
        warnings: What is probably not meant, and does no harm.
        line_of: The line of a key, where it can be found.
    """

    def __init__(self, file: str, line_of: Callable[[Path], int | None]) -> None:
        self.errors: list[Mistake] = []
        self.warnings: list[Mistake] = []
        self._file = clean(file)
        self.line_of = line_of

    def add(self, path: Path, reason: Words, suggestion: Words = "") -> None:
        """Notes a mistake; beyond `LIMIT` they are dropped."""
        self._note(self.errors, path, reason, suggestion)

    def warn(self, path: Path, reason: Words, suggestion: Words = "") -> None:
        """Notes what is probably not meant; beyond `LIMIT` such notes are dropped."""
        self._note(self.warnings, path, reason, suggestion)

    def nearest(self, word: str, known: Iterable[str]) -> Text:
        """A suggestion for a misspelt word: the nearest of `known`, or all of them where they are few."""
        known = sorted(known)
        if not known or max(len(self.errors), len(self.warnings)) >= LIMIT:
            return NOTHING
        few = _POSSIBLE(words=row(*(typed(each) for each in known))) if len(known) <= 12 else NOTHING
        return did_you_mean(word, known, few)

    def _note(self, kept: list[Mistake], path: Path, reason: Words, suggestion: Words) -> None:
        if len(kept) < LIMIT:
            kept.append(Mistake(self._file, show_path(path), self.line_of(path), reason, suggestion))


class MistakesError(UsageError):
    """A file that cannot be used, with everything that is wrong with it.

    Attributes:
        mistakes: All of them, in the order in which they were found.
    """

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        if len(mistakes) == 1:
            super().__init__(mistakes[0].sentence, mistakes[0].suggestion)
        else:
            super().__init__(row(*(mistake.whole for mistake in mistakes), by=By.LINE))
        self.mistakes = tuple(mistakes)


def show_path(path: Path) -> str:
    """A key's place as TOML writes it: parts joined by dots, quoted where they must be."""
    parts = (clean(part, 80) for part in path)
    return ".".join(part if _BARE.fullmatch(part) else f'"{part}"' for part in parts)


def quote(text: str) -> str:
    """Foreign text inside a sentence: harmless, short and in quotes."""
    return f"'{clean(text, 60)}'"
