"""Several things in a sentence, with a word before the last."""

from collections.abc import Sequence

from deskready.core.words.message import message, row
from deskready.core.words.text import Part, Text

_EITHER = message("help.either", "{first} or {last}")
_BOTH = message("listed.both", "{first} and {last}")


def any_of(parts: Sequence[Part]) -> Text:
    """Several things to choose from: "a, b or c"."""
    return _EITHER(first=row(*parts[:-1]), last=parts[-1]) if len(parts) > 1 else row(*parts)


def all_of(parts: Sequence[Part]) -> Text:
    """Several things that hold together: "a, b and c"."""
    return _BOTH(first=row(*parts[:-1]), last=parts[-1]) if len(parts) > 1 else row(*parts)
