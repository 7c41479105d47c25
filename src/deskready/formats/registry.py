"""Every format that an audit can be written in."""

from collections.abc import Iterable
from pathlib import Path

from deskready import formats
from deskready.core import registry
from deskready.core.clean import clean
from deskready.core.errors import UsageError
from deskready.core.reading.nearest import did_you_mean
from deskready.core.words.message import message, row
from deskready.core.words.text import Name, Text, file_name, typed
from deskready.formats.format import Format

_NO_FORMAT = message("format.none", "{name} is no format.")
_FORMATS = message("format.all", "Formats: {formats}.")
_NO_SUFFIX = message("format.no-suffix", "{file}: {suffix} is no suffix of a format.")
_SUFFIXES = message("format.suffixes", "Suffixes: {suffixes}.")
_MISSING = message("format.suffix-missing", "{file}: the suffix that says the format is missing.")
_ADD = message("format.add-suffix", "Add one of {suffixes}.")
_declared: list[Format] = [module.FORMAT for module in registry.modules(formats, "as_")]
RECORD, *VIEWS = sorted(_declared, key=lambda form: (not form.opens_again, form.name))
"""The record itself, which opens again, and what is for reading only."""
FORMATS = (RECORD, *VIEWS)
"""All formats, the record first."""


def format_named(name: str) -> Format:
    """The format of that name.

    Raises:
        UsageError: There is none.
    """
    for each in FORMATS:
        if each.name == name:
            return each
    names = [each.name for each in FORMATS]
    raise UsageError(_NO_FORMAT(name=Name(repr(clean(name)))), did_you_mean(name, names, _FORMATS(formats=_row(names))))


def format_of(path: Path) -> Format:
    """The format that a file's suffix asks for.

    Raises:
        UsageError: No format has that suffix.
    """
    for each in FORMATS:
        if each.suffix == path.suffix.lower():
            return each
    file, suffixes = file_name(path), [each.suffix for each in FORMATS]
    if path.suffix:
        meant = did_you_mean(path.suffix, suffixes, _SUFFIXES(suffixes=_row(suffixes)))
        raise UsageError(_NO_SUFFIX(file=file, suffix=Name(repr(clean(path.suffix)))), meant)
    raise UsageError(_MISSING(file=file), _ADD(suffixes=_row(suffixes)))


def _row(names: Iterable[str]) -> Text:
    return row(*(typed(name) for name in names))
