"""What somebody who mistyped a word probably meant."""

from collections.abc import Iterable

from deskready.core.clean import clean
from deskready.core.words.message import message
from deskready.core.words.text import NOTHING, Text, typed

_MEANT = message("nearest.meant", "Did you mean {word}?")


def did_you_mean(word: str, known: Iterable[str], otherwise: Text = NOTHING) -> Text:
    """A suggestion for a word that is none of `known`: the nearest of them, else what is said `otherwise`."""
    import difflib  # loaded for a mistake only

    near = difflib.get_close_matches(clean(word, 80).lower(), sorted(set(known)), 1)
    return _MEANT(word=typed(near[0])) if near else otherwise
