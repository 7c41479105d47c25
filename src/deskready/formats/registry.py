"""Every format that an audit can be written in."""

from pathlib import Path

from deskready import formats
from deskready.core import registry
from deskready.core.clean import clean
from deskready.core.errors import UsageError
from deskready.formats.format import Format

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
    raise UsageError(f"{clean(name)!r} is no format.", f"Formats: {', '.join(each.name for each in FORMATS)}.")


def format_of(path: Path) -> Format:
    """The format that a file's suffix asks for.

    Raises:
        UsageError: No format has that suffix.
    """
    for each in FORMATS:
        if each.suffix == path.suffix.lower():
            return each
    known = ", ".join(each.suffix for each in FORMATS)
    if path.suffix:
        raise UsageError(f"{clean(str(path))}: {clean(path.suffix)!r} is no suffix of a format.", f"Suffixes: {known}.")
    raise UsageError(f"{clean(str(path))}: the suffix that says the format is missing.", f"Add one of {known}.")
