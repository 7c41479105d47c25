"""TOML from a stranger: read within bounds, with the line of every key."""

import re
import tomllib
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from deskready.core.clean import NUMBER_LIMIT, clean
from deskready.core.declare.unit import Unit
from deskready.core.errors import UsageError
from deskready.core.reading.mistake import Path
from deskready.core.words.message import counted, message, text
from deskready.core.words.text import Quantity, Words, typed

SIZE_LIMIT = 256 * 1024
"""Bytes that a file may have."""
DOTS_LIMIT = 100
"""Dots that a line may have: the parser's time grows with the square of a dotted key's parts (20,000 take 8 s)."""

_PART = r"""(?:"(?:[^"\\]|\\.)*"|'[^']*'|[A-Za-z0-9_-]+)"""
_KEY = rf"({_PART}(?:[ \t]*\.[ \t]*{_PART})*)"
_HEADER = rf"[ \t]*\[\[?[ \t]*{_KEY}[ \t]*\]"
_ASSIGNMENT = rf"[ \t]*{_KEY}[ \t]*="
_SYNTAX_LINE = r" \(at (?:line (\d+), column \d+|end of document)\)$"  # no words: the parser's
_TWICE = ("Cannot overwrite", "Cannot declare", "Cannot mutate")  # no words: the parser's


_DOTS = counted("toml.dots", "This line has more than {count} dot.", "This line has more than {count} dots.")
_BREAK = text("toml.break", "Break a long text into lines.")
_NESTED = text("toml.nested", "Its values are nested too deeply.")
_NO_NESTING = text("toml.no-nesting", "No list needs to be inside another.")
_DIGITS = text("toml.digits", "It holds a number with too many digits.")
_SHORTER = text("toml.shorter", "Write a shorter number.")
_LARGE = message("toml.large", "It is larger than {size}.")
_SHORT = text("toml.short", "Such a file is a short text.")
_SECOND = text("toml.second", "This key or table stands in the file a second time.")
_KEEP_ONE = text("toml.keep-one", "Keep one of the two.")
_INVALID = message("toml.invalid", "This is not valid TOML: {reason}.")
_A_LINE = message("toml.a-line", "A line is {typed}; texts are in quotes, and numbers have a point and no comma.")(
    typed=typed("`key = value`")
)
_SAVE_AS = text("toml.save-as", "Save it as UTF-8: most editors offer that when saving under another name.")
_NOT_UTF8 = text("toml.not-utf8", "It is not a text file in UTF-8.")


class TomlError(UsageError):
    """A file that is no TOML, or passes the bounds.

    Attributes:
        line: The line of the mistake, from 1, where it is known.
    """

    def __init__(self, message: Words, remedy: Words = "", line: int | None = None) -> None:
        super().__init__(message, remedy)
        self.line = line


class Document:
    """A file's content.

    Attributes:
        data: Its tables and values.
    """

    def __init__(self, data: dict[str, Any], text: str) -> None:
        self.data = data
        self._text = text

    @cached_property
    def lines(self) -> dict[Path, int]:
        """The line on which each key or table begins, as far as a look at each line tells."""
        return _locate(self._text)

    def line(self, path: Path) -> int | None:
        """The line of a key, else of the innermost table around it."""
        found = (self.lines.get(path[:length]) for length in range(len(path), 0, -1))
        return next((line for line in found if line is not None), None)


def read_toml(content: bytes | str) -> Document:
    """A TOML file's content.

    Args:
        content: The file's bytes, or its text; a byte order mark is ignored.

    Raises:
        TomlError: It is too large, not UTF-8, too deeply nested or not TOML.
    """
    text = _decode(content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content)
    for number, line in enumerate(text.split("\n"), 1):
        if line.count(".") > DOTS_LIMIT:
            raise TomlError(_DOTS(count=DOTS_LIMIT), _BREAK, number)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _syntax_error(str(error), text) from error
    except RecursionError as error:
        raise TomlError(_NESTED, _NO_NESTING) from error
    except ValueError as error:  # the interpreter's own limit on digits
        raise TomlError(_DIGITS, _SHORTER, _line_of_digits(text)) from error
    document = Document(data, text)
    for path, number in _numbers(data, ()):
        if not -NUMBER_LIMIT <= number < NUMBER_LIMIT:  # beyond, TOML itself promises nothing
            raise TomlError(_DIGITS, _SHORTER, document.line(path))
    return document


def _numbers(value: object, path: Path) -> Iterator[tuple[Path, int]]:
    """Every whole number, with the key under which it stands."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _numbers(inner, (*path, key))
    elif isinstance(value, list):
        for inner in value:
            yield from _numbers(inner, path)
    elif isinstance(value, int):
        yield path, value


def _line_of_digits(text: str) -> int | None:
    match = re.search(r"[0-9_]{4000}", text)
    return text.count("\n", 0, match.start()) + 1 if match else None


def _decode(content: bytes) -> str:
    if len(content) > SIZE_LIMIT:
        raise TomlError(_LARGE(size=Quantity(SIZE_LIMIT, Unit.BYTE)), _SHORT)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        remedy = _SAVE_AS
        raise TomlError(_NOT_UTF8, remedy, line) from error


def _syntax_error(message: str, text: str) -> TomlError:
    """The parser's complaint in words for somebody who never heard of TOML."""
    match = re.search(_SYNTAX_LINE, message)
    line = int(match[1]) if match and match[1] else text.count("\n") + 1
    if message.startswith(_TWICE) or "Duplicate" in message:
        return TomlError(_SECOND, _KEEP_ONE, line)
    words = clean(message[: match.start()] if match else message)
    return TomlError(_INVALID(reason=typed(words)), _A_LINE, line)


def _locate(text: str) -> dict[Path, int]:
    """The line of every key and table that begins a line; a text of several lines is skipped."""
    lines: dict[Path, int] = {}
    table: Path = ()
    inside = ""
    for number, line in enumerate(text.split("\n"), 1):
        if inside:
            inside = "" if inside in line else inside
            continue
        if match := re.match(_HEADER, line):
            table = _parts(match[1])
            for length in (1, 2, len(table)):  # all would take long for a header of a hundred parts
                lines.setdefault(table[:length], number)
        elif match := re.match(_ASSIGNMENT, line):
            lines.setdefault(table + _parts(match[1]), number)
            rest = line[match.end() :]
            inside = next((mark for mark in ('"""', "'''") if rest.count(mark) == 1), "")
    return lines


def _parts(key: str) -> Path:
    return tuple(part[1:-1] if part[0] in "\"'" else part for part in re.findall(_PART, key))
