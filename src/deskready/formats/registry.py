"""Every format that an audit can be written in."""

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from deskready.core.audit.record import Audit
from deskready.core.clean import clean
from deskready.core.errors import UsageError
from deskready.formats import as_json, as_markdown, as_text


class Format(Struct, frozen=True):
    """One format."""

    name: str
    """Its name on the command line."""
    title: str
    """Its name for people."""
    suffix: str
    """The end of its files' names."""
    media_type: str
    """Its type, as of RFC 6838."""
    render: Callable[[Audit], str]
    """The function that writes it: pure, and always the same text for the same audit."""


FORMATS = (
    Format("json", "JSON", ".json", "application/json", as_json.render),
    Format("markdown", "Markdown", ".md", "text/markdown", as_markdown.render),
    Format("text", "Plain text", ".txt", "text/plain", as_text.render),
)
"""All formats; the first is the record itself, and the only one that opens again."""


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
