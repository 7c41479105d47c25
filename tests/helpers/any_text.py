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
NUMBERS = st.floats() | st.integers() | st.sampled_from([10**30, -(10**400), 2**63, 2**63 - 1])


def texts(words: st.SearchStrategy[str] = WORDS) -> st.SearchStrategy[Text]:
    """Texts whose words, ids, values and names may be anything that can be sent."""
    return st.deferred(lambda: _text(words, _parts(words)))


def _text(words: st.SearchStrategy[str], parts: st.SearchStrategy[Part]) -> st.SearchStrategy[Text]:
    ids = st.sampled_from(IDS) | words
    return st.builds(Text, words, ids, st.dictionaries(st.sampled_from(PLACES), parts, max_size=3))


def _parts(words: st.SearchStrategy[str]) -> st.SearchStrategy[Part]:
    digits = st.none() | st.integers(-2, 20)
    flat: st.SearchStrategy[Part] = st.one_of(
        st.integers() | st.sampled_from([1, 2**70, 10**400]),
        st.builds(Name, words, st.sampled_from(Privacy)),
        st.builds(Quantity, NUMBERS, words, digits, st.booleans()),
    )

    def deeper(inner: st.SearchStrategy[Part]) -> st.SearchStrategy[Part]:
        rows = st.builds(Row, st.lists(inner, max_size=3).map(tuple), st.sampled_from(By))
        return rows | _text(words, inner)

    return st.recursive(flat, deeper, max_leaves=6)


def deep(levels: int, innermost: Part) -> Text:
    """A text of a known message inside a text, so many levels deep."""
    found = innermost
    for _ in range(levels):
        found = Text("?", NAMED.id, {"name": found})
    assert isinstance(found, Text)
    return found
