"""The command-line library's own words, as messages: its help and its complaints are said in our language.

The messages are in its English, and its sentences are recognised by that. One that is not known stays as it is.
"""

import re
from collections.abc import Callable, Sequence

import typer
from typer.core import TyperCommand, TyperGroup

from deskready.core.words.declared import DECLARED, PLACE
from deskready.core.words.message import Message, message
from deskready.core.words.say import say
from deskready.core.words.text import Name, Part, Text

_USAGE = message("library.usage", "Usage: ")
_VALUE = "said"
"""The place that holds a sentence of its own."""
_COMPLAINTS = (
    message("library.no-option-near", "No such option: {option} (Possible options: {near})."),
    message("library.no-option", "No such option: {option}."),
    message("library.needs-argument", "Option {option} requires an argument."),
    message("library.takes-no-value", "Option {option} does not take a value."),
    message("library.missing-argument", "Missing argument {name}."),
    message("library.invalid", "Invalid value for {name}: {said}"),
    message("library.no-integer", "Input should be a valid integer, unable to parse string as an integer."),
    message("library.no-number", "Input should be a valid number, unable to parse string as a number."),
    message("library.too-large", "Input should be less than or equal to {limit}."),
    message("library.too-small", "Input should be greater than or equal to {limit}."),
    message("library.extra", "Got unexpected extra argument(s) ({words})."),
    message("library.no-command-near", "No such command {name}. Did you mean {near}?"),
    message("library.no-command", "No such command {name}."),
)
_HEADINGS = (
    message("library.arguments", "Arguments"),
    message("library.options", "Options"),
    message("library.commands", "Commands"),
)
_NOTES = (
    message("library.default", "default: {value}"),
    message("library.required", "required"),
)
_KINDS = (
    message("library.int", "int"),
    message("library.int-range", "int range"),
    message("library.float", "float"),
    message("library.str", "str"),
    message("library.path", "path"),
)
_SHOWS_HELP = (message("library.shows-help", "Show this message and exit."),)


def complaint(sentence: str) -> Text:
    """What the library says is wrong with the arguments, as whole sentences: it leaves out some full stops."""
    return _recognised(sentence if sentence.endswith((".", "?", "!")) else f"{sentence}.", _COMPLAINTS)


def _recognised(sentence: str, known: Sequence[Message]) -> Text:
    """The one of these messages that the library's sentence is, else its words."""
    for each in known:
        if found := re.fullmatch(_pattern(each), sentence):
            return each(**{place: _part(place, words) for place, words in found.groupdict().items()})
    return Text(sentence)


def _pattern(known: Message) -> str:
    words = PLACE.split(DECLARED[known.id][0])  # words and names of places by turns
    return "".join(f"(?P<{each}>.+)" if index % 2 else re.escape(each) for index, each in enumerate(words))


def _part(place: str, words: str) -> Part:
    return complaint(words) if place == _VALUE else Name(words)


class _Formatter(typer.Context.formatter_class):  # type: ignore[misc, valid-type]  # it has no public name
    """Lays out help, in our language."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, say(_USAGE()) if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        super().write_heading(say(_recognised(heading, _HEADINGS)))

    def write_dl(self, rows: Sequence[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        said = [(_within(r"<([a-z ]+)>", name, _kind), _about(text)) for name, text in rows]
        super().write_dl(said, col_max, col_spacing)


def _about(text: str) -> str:
    """What an option or a command does, in our words, with the library's notes behind."""
    return say(_recognised(_within(r"\[([^][]+)\]$", text, _notes), _SHOWS_HELP))


def _within(pattern: str, words: str, said: Callable[[str], str]) -> str:
    """Words of which the part in brackets is said otherwise."""
    return re.sub(pattern, lambda found: found[0].replace(found[1], said(found[1])), words)


def _kind(word: str) -> str:
    return say(_recognised(word, _KINDS))


def _notes(listed: str) -> str:
    return "; ".join(say(_recognised(note, _NOTES)) for note in listed.split("; "))


class _Context(typer.Context):
    """Parses one command."""

    formatter_class = _Formatter


def teach() -> None:
    """Has the library lay out its help by ours."""
    TyperCommand.context_class = TyperGroup.context_class = _Context
