"""What a format is: each is declared in an `as_*.py` of this folder, as `FORMAT`, and nothing lists them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from deskready.core.audit.record import Audit
    from deskready.core.words.text import Text


@dataclass(frozen=True)
class Format:
    """One format."""

    name: str
    """Its name on the command line."""
    title: "Text"
    """Its name for people."""
    suffix: str
    """The end of its files' names."""
    render: "Callable[[Audit], str]"
    """The function that writes it: pure, and always the same text for the same audit. What it needs, it imports."""
    opens_again: bool = False
    """Whether it is the record itself, of which all others are views."""
