"""A table of a file that a person wrote, read key by key; every mistake is noted and reading goes on."""

from collections.abc import Collection, Mapping
from typing import Any

from deskready.core.clean import clean
from deskready.core.reading.mistake import Mistake, Mistakes, MistakesError, Path, quote
from deskready.core.reading.toml import TomlError, read_toml

TEXT_LIMIT = 600
"""Characters that a text of some sentences may have."""


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

    def wrong(self, key: str, reason: str, suggestion: str = "") -> None:
        """Notes a mistake at one of its keys; "" is the table itself."""
        self.mistakes.add((*self.path, key) if key else self.path, reason, suggestion)

    def warn(self, key: str, reason: str, suggestion: str = "") -> None:
        """Notes a warning, likewise."""
        self.mistakes.warn((*self.path, key) if key else self.path, reason, suggestion)

    def only(self, known: Collection[str]) -> None:
        """Notes every key that is none of `known`, with the nearest that is."""
        for key in [key for key in self.data if key not in known]:
            suggestion = self.mistakes.nearest(key, known)
            self.wrong(key, f"There is no key {quote(key)} here.", suggestion)

    def table(self, key: str) -> "Table":
        """The table under `key`, empty where there is none."""
        value = self.data.get(key, {})
        if not isinstance(value, dict):
            self.wrong(key, f"This is {kind_of(value)}, and must be a table.", f"Begin a line with [{key}...].")
            value = {}
        return Table(value, (*self.path, key), self.mistakes)

    def text(self, key: str, limit: int, required: bool = False) -> str:
        """The text under `key`, made harmless; "" where there is none."""
        value = self.data.get(key)
        if value is None:
            if required:
                self.wrong(key, "This is missing.", f'Add a line {key} = "...".')
            return ""
        if not isinstance(value, str):
            self.wrong(key, f"This is {kind_of(value)}, and must be a text.", "Put it in quotes.")
            return ""
        if len(value) > limit:
            self.wrong(key, f"This is longer than {limit} characters.")
        if required and not value.strip():
            self.wrong(key, "This is empty.")
        return clean(value.strip(), limit)

    def choice(self, key: str, known: Collection[str], default: str) -> str:
        """The text under `key`, which must be one of `known`."""
        value = self.data.get(key, default)
        if not isinstance(value, str) or value not in {*known, default}:
            shown = quote(value) if isinstance(value, str) else kind_of(value)
            suggestion = self.mistakes.nearest(value if isinstance(value, str) else "", known)
            self.wrong(key, f"This is {shown}, and must be one of: {', '.join(known)}.", suggestion)
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


def kind_of(value: object) -> str:
    """What sort of value a file holds, in a person's words."""
    names = {bool: "a yes or no", int: "a number", float: "a number", str: "a text", list: "a list", dict: "a table"}
    return names.get(type(value), "a date or time")
