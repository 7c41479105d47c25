"""What somebody who mistyped a word probably meant."""

from collections.abc import Iterable

from deskready.core.clean import clean


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """A suggestion for a word that is none of `known`: the nearest of them, else what is said `otherwise`."""
    import difflib  # loaded for a mistake only

    near = difflib.get_close_matches(clean(word, 80).lower(), sorted(set(known)), 1)
    return f"Did you mean {near[0]}?" if near else otherwise
