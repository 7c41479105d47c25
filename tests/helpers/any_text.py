"""Texts of every shape, for property tests: plain ones, of messages that are known or not, nested, and hostile."""

from hypothesis import strategies as st

from deskready.core.declare.privacy import Privacy
from deskready.core.words.message import counted, message
from deskready.core.words.text import By, Name, Part, Quantity, Row, Text

ATTACK = "a\x1b[2Jb\x9bc\u202ed\x00"
"""A colour, a C1 control, a bidirectional mark and NUL."""
NAMED = message("test.named", "Through {name}.")
"""A message with one place."""
TIMES = counted("test.times", "{count} time of {name}", "{count} times of {name}")
"""A message that counts."""
IDS = ("test.named", "test.times", "row", "mark.pass", "test.unknown", "", "No id", "x" * 99, ATTACK)
"""Ids of messages that are known, or not, and some that are none."""
PLACES = ("name", "count", "all", "value", "said", ATTACK)
"""Names of places, theirs and others."""

WORDS: st.SearchStrategy[str] = st.text(max_size=40) | st.just(ATTACK)
"""Words as they may come from outside."""
UNITS: st.SearchStrategy[str] = st.sampled_from(["", "ms", "B", "Mbit/s"])
"""Units as a check declares them."""
FINITE: st.SearchStrategy[int | float] = st.floats(-1e18, 1e18) | st.integers(-(2**62), 2**62)
"""Numbers that a file can hold."""
NUMBERS: st.SearchStrategy[int | float] = st.floats() | st.integers() | st.sampled_from([10**30, -(10**400), 2**63])
"""Any numbers."""


def names(
    words: st.SearchStrategy[str] = WORDS, privacy: st.SearchStrategy[Privacy] | None = None
) -> st.SearchStrategy[Part]:
    """Names, of any class unless told."""
    return st.builds(Name, words, st.sampled_from(Privacy) if privacy is None else privacy)


def hostile(words: st.SearchStrategy[str] = WORDS) -> st.SearchStrategy[Text]:
    """Texts that may hold anything that can be sent."""
    digits = st.none() | st.integers(-2, 20)
    counts = st.integers() | st.sampled_from([1, 2**70, 10**400])
    quantities = st.builds(Quantity, NUMBERS, words, digits, st.booleans())
    return texts(words, st.one_of(counts, quantities, names(words)))


def good(
    words: st.SearchStrategy[str] = WORDS, named: st.SearchStrategy[Part] | None = None
) -> st.SearchStrategy[Text]:
    """Texts whose numbers are such as a check would give."""
    quantities = st.builds(Quantity, FINITE, UNITS, st.none() | st.integers(0, 15), st.booleans())
    return texts(words, st.one_of(st.integers(0, 9), quantities, names(words) if named is None else named))


def texts(words: st.SearchStrategy[str], flat: st.SearchStrategy[Part]) -> st.SearchStrategy[Text]:
    """Texts with these parts in their places, or deeper inside."""

    def deeper(inner: st.SearchStrategy[Part]) -> st.SearchStrategy[Part]:
        rows = st.builds(Row, st.lists(inner, max_size=3).map(tuple), st.sampled_from(By))
        return rows | _around(words, inner)

    return _around(words, st.recursive(flat, deeper, max_leaves=6))


def _around(words: st.SearchStrategy[str], inner: st.SearchStrategy[Part]) -> st.SearchStrategy[Text]:
    ids = st.sampled_from(IDS) | words
    return st.builds(Text, words, ids, st.dictionaries(st.sampled_from(PLACES), inner, max_size=3))


def deep(levels: int, innermost: Part) -> Text:
    """A text of a known message inside a text, so many levels deep."""
    found = Text("?", NAMED.id, {"name": innermost})
    for _ in range(levels - 1):
        found = Text("?", NAMED.id, {"name": found})
    return found
