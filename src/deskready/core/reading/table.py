"""A table of a file that a person wrote, read key by key; every mistake is noted and reading goes on."""

from collections.abc import Collection, Mapping
from typing import Any

from deskready.core.clean import clean
from deskready.core.reading.mistake import Mistake, Mistakes, MistakesError, Path, quote
from deskready.core.reading.toml import TomlError, read_toml
from deskready.core.words.message import counted, message, row, text
from deskready.core.words.text import Name, Text, Words, typed

TEXT_LIMIT = 600
"""Characters that a text of some sentences may have."""
MISSING = text("file.missing", "This is missing.")
"""Said of a key that has to be there."""
NO_NUMBER = text("file.no-number", "This is not a number.")
"""Said of what should be a number."""
_NO_KEY = message("file.no-key", "There is no key {key} here.")
_NO_TABLE = message("file.no-table", "This is {kind}, and must be a table.")
_BEGIN = message("file.begin", "Begin a line with [{key}...].")
_ADD = message("file.add", 'Add a line {key} = "...".')
_NO_TEXT = message("file.no-text", "This is {kind}, and must be a text.")
_QUOTES = text("file.quotes", "Put it in quotes.")
_TOO_LONG = counted(
    "file.too-long", "This is longer than {count} character.", "This is longer than {count} characters."
)
_EMPTY = text("file.empty", "This is empty.")
_NO_CHOICE = message("file.no-choice", "This is {shown}, and must be one of: {choices}.")


class Table:
    """One table.

    Attributes:
        data: Its keys and values.
        path: Its place in the file.
        mistakes: Where mistakes are noted.
    """

    def __init__(self, data: Mapping[str, Any], path: Path, mistakes: Mistakes) -> None:
        self.data = data
        self.path = path
        self.mistakes = mistakes

    def wrong(self, key: str, reason: Words, suggestion: Words = "") -> None:
        """Notes a mistake at one of its keys; "" is the table itself."""
        self.mistakes.add((*self.path, key) if key else self.path, reason, suggestion)

    def warn(self, key: str, reason: Words, suggestion: Words = "") -> None:
        """Notes what is probably not meant at one of its keys; "" is the table itself."""
        self.mistakes.warn((*self.path, key) if key else self.path, reason, suggestion)

    def only(self, known: Collection[str]) -> None:
        """Notes every key that is none of `known`, with the nearest that is."""
        for key in [key for key in self.data if key not in known]:
            suggestion = self.mistakes.nearest(key, known)
            self.wrong(key, _NO_KEY(key=Name(quote(key))), suggestion)

    def table(self, key: str) -> "Table":
        """The table under `key`, empty where there is none."""
        value = self.data.get(key, {})
        if not isinstance(value, dict):
            self.wrong(key, _NO_TABLE(kind=kind_of(value)), _BEGIN(key=Name(clean(key))))
            value = {}
        return Table(value, (*self.path, key), self.mistakes)

    def text(self, key: str, limit: int, required: bool = False) -> str:
        """The text under `key`, made harmless; "" where there is none."""
        value = self.data.get(key)
        if value is None:
            if required:
                self.wrong(key, MISSING, _ADD(key=Name(clean(key))))
            return ""
        if not isinstance(value, str):
            self.wrong(key, _NO_TEXT(kind=kind_of(value)), _QUOTES)
            return ""
        if len(value) > limit:
            self.wrong(key, _TOO_LONG(count=limit))
        if required and not value.strip():
            self.wrong(key, _EMPTY)
        return clean(value.strip(), limit)

    def choice(self, key: str, known: Collection[str], default: str) -> str:
        """The text under `key`, which must be one of `known`."""
        value = self.data.get(key, default)
        if not isinstance(value, str) or value not in {*known, default}:
            shown = Name(quote(value)) if isinstance(value, str) else kind_of(value)
            suggestion = self.mistakes.nearest(value if isinstance(value, str) else "", known)
            choices = row(*(typed(word) for word in known))
            self.wrong(key, _NO_CHOICE(shown=shown, choices=choices), suggestion)
            return default
        return value


def read_table(content: bytes | str, where: str) -> Table:
    """The top of a TOML file; what is wrong below it is noted in its `mistakes`.

    Args:
        content: The file's bytes or text.
        where: The file's name, for naming it in mistakes.

    Raises:
        MistakesError: It is no TOML, or passes the bounds.
    """
    try:
        document = read_toml(content)
    except TomlError as error:
        raise MistakesError([Mistake(clean(where), "", error.line, error.message, error.remedy)]) from error
    return Table(document.data, (), Mistakes(where, document.line))


_NUMBER = text("file.kind.number", "a number")
_KINDS: dict[type, Text] = {
    bool: text("file.kind.flag", "a yes or no"),
    int: _NUMBER,
    float: _NUMBER,
    str: text("file.kind.text", "a text"),
    list: text("file.kind.list", "a list"),
    dict: text("file.kind.table", "a table"),
}
_DATE = text("file.kind.date", "a date or time")


def kind_of(value: object) -> Text:
    """What sort of value a file holds, in a person's words."""
    return _KINDS.get(type(value), _DATE)
