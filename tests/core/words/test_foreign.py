"""Whatever another process or a file says is a text: believed, made harmless, or shown by its words."""

import math
from collections.abc import Callable
from typing import TypeVar

import msgspec
import pytest
from hypothesis import given

from deskready.core.audit.walk import map_texts
from deskready.core.clean import LINE_LIMIT, has_harmful
from deskready.core.declare.privacy import Privacy
from deskready.core.words.declared import DECLARED
from deskready.core.words.foreign import PARTS_LIMIT, from_check, harmless
from deskready.core.words.message import row, sentences
from deskready.core.words.say import ENGLISH, is_known, say
from deskready.core.words.text import By, Name, Part, Quantity, Row, Text, parts_of
from helpers.any_text import ATTACK, NAMED, TIMES, WORDS, deep, good, hostile

T = TypeVar("T")
CLEANED = "a\ufffd[2Jb\ufffdc\ufffdd\ufffd"


def told(part: Part, words: str = "As told.") -> Text:
    """A text of a known message with that in its place."""
    return Text(words, NAMED.id, {"name": part})


def from_below(frames: int, call: Callable[[], T]) -> T:
    """What a call gives that is made so many frames down the stack."""
    return call() if frames == 0 else from_below(frames - 1, call)


def test_plain_words_are_cleaned_and_cut() -> None:
    assert harmless(ATTACK) == harmless(Text(ATTACK)) == Text(CLEANED)
    assert harmless("x" * 999).words == "x" * 255 + "…"
    assert harmless(Text("x" * 999), 60).words == "x" * 59 + "…"
    assert harmless(Text("one\ntwo\r\nthree\tfour")).words == "one two three four"


def test_what_was_made_by_a_message_stays_what_it_is() -> None:
    for found in (NAMED(name=Name("Acme", Privacy.PUBLIC)), TIMES(count=3, name=NAMED(name=Quantity(9.5, "ms", 1)))):
        assert harmless(found) == found


def test_the_english_words_of_a_known_message_are_made_anew() -> None:
    assert harmless(told(Name("Acme"), "All is well.")) == NAMED(name=Name("Acme"))
    inner = harmless(told(told(Name("Acme"), "All is well."), "All is very well."))
    assert inner == NAMED(name=NAMED(name=Name("Acme")))


def test_a_known_message_with_other_values_keeps_the_words_that_were_sent() -> None:
    found = harmless(Text(f"As told{ATTACK}", NAMED.id, {"server": Name("Acme")}))
    assert found.words == f"As told{CLEANED}"
    assert say(found) == found.words
    assert not is_known(found)


def test_an_unknown_message_keeps_its_id_and_its_words() -> None:
    found = Text("In words of its own: Acme.", "their.own", {"name": Name("Acme", Privacy.PUBLIC)})
    assert harmless(found) == found
    assert say(harmless(found)) == "In words of its own: Acme."


@pytest.mark.parametrize("name", ["", "Their.own", "their own", "1", "-a", "a\n", "a" * 81, ATTACK, "a/../b", "ä"])
def test_an_id_that_is_none_goes(name: str) -> None:
    """Its values tell whose names stand in its words."""
    values: dict[str, Part] = {"name": Name("Acme")}
    assert harmless(Text("As told.", name, values)) == Text("As told.", "", values)


@pytest.mark.parametrize("privacy", Privacy)
def test_words_with_too_many_names_are_as_private_as_the_most_private_one(privacy: Privacy) -> None:
    found = harmless(told(Row((Name("Acme", Privacy.PUBLIC), *[Name("x", privacy)] * PARTS_LIMIT)), "Acme, x, x"))
    assert found.words == "Acme, x, x"
    values = {} if privacy is Privacy.PUBLIC else {"words": Name("Acme, x, x", privacy)}
    assert (found.id, found.values) == ("", values)


def test_words_that_were_cut_keep_the_names_that_stand_in_them() -> None:
    found = harmless(NAMED(name=Name("x" * 300)), 60)
    assert (found.id, found.values["name"]) == ("", Name("x" * 59 + "…"))


def test_a_check_says_by_its_own_words_what_the_program_says_otherwise_by_that_id() -> None:
    other = Text("found in x", "mark.pass", {"name": Name("x")})
    assert from_check(other) == Text("found in x", "", other.values)
    outer = NAMED(name=other)
    assert outer.words == "Through Good."
    around = Text("Through found in x.", NAMED.id, {"name": other})
    assert from_check(around) == Text("Through found in x.", NAMED.id, {"name": from_check(other)})
    assert from_check(NAMED(name=3)) == NAMED(name=3)


def test_where_a_check_declares_such_a_message_itself_the_catalogue_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in the process that describes checks, in which nothing of the program's own was declared."""
    monkeypatch.setitem(DECLARED, "mark.pass", ("My own word",))
    assert from_check(Text("My own word", "mark.pass")) == Text("My own word")


@pytest.mark.parametrize(
    "part",
    [
        Quantity(math.nan),
        Quantity(math.inf, "ms"),
        Quantity(-math.inf),
        Quantity(2**63),
        Quantity(-(2**63)),
        Quantity(10**400),
        Quantity(1e300),
        Quantity(1, digits=-1),
        Quantity(1, digits=16),
        Quantity(1, digits=10**9),
        2**63,
        -(10**400),
    ],
    ids=lambda part: str(part)[:40],
)
def test_numbers_that_cannot_be_shown_leave_the_words(part: Part) -> None:
    assert harmless(told(part)) == Text("As told.")
    assert harmless(told(Row((told(part),)))) == Text("As told.")


def test_the_largest_numbers_are_shown() -> None:
    assert say(harmless(told(2**63 - 1))) == "Through 9223372036854775807."
    assert say(harmless(told(Quantity(-1e18, "ms", 15)))) == "Through -1000000000000000000.000000000000000 ms."


def test_names_units_and_places_are_cleaned() -> None:
    values: dict[str, Part] = {"name": Row((Name(ATTACK, Privacy.SECRET), Quantity(1, ATTACK))), ATTACK: 3}
    found = harmless(Text("?", NAMED.id, values))
    assert found.values == {"name": Row((Name(CLEANED, Privacy.SECRET), Quantity(1, CLEANED))), CLEANED: 3}
    assert found.words == f"Through {CLEANED}, 1 {CLEANED}."
    assert len(next(iter(harmless(Text("?", "their.own", {"x" * 999: 1})).values))) == 40


@pytest.mark.parametrize("levels", [1, 4, 16, 50, PARTS_LIMIT - 2, PARTS_LIMIT, 300, 450])
@pytest.mark.parametrize("frames", [0, 300])
def test_no_nesting_is_too_deep(levels: int, frames: int) -> None:
    """As deep as a line of JSON may be, and wherever in the program it arrives."""
    found = from_below(frames, lambda: harmless(deep(levels, Name("x"))))
    assert from_below(frames, lambda: say(found)) in (found.words, say(found))
    assert found.words.startswith("Through Through" if levels < 16 and levels > 1 else ("Through", "?"))


def test_a_few_levels_are_said_in_full() -> None:
    assert say(harmless(deep(6, Name("x")))) == "Through " * 6 + "x" + "." * 6


def test_too_many_parts_leave_the_words() -> None:
    fits = told(Row((1,) * (PARTS_LIMIT - 2)))
    assert harmless(fits).id == NAMED.id or len(say(fits)) > LINE_LIMIT
    assert harmless(told(Row((1,) * (PARTS_LIMIT - 1)))) == Text("As told.")
    assert harmless(told(Row((Row((1,) * 100_000),)))) == Text("As told.")


def test_a_message_says_no_more_than_plain_words_may() -> None:
    """Its id does not let it say at length what its words were cut to."""
    found = harmless(told(Row((Name("y" * 200),) * 100)))
    assert len(say(found)) <= LINE_LIMIT
    assert len(say(harmless(NAMED(name=Name("x" * 60)), 60))) <= 60


def test_a_message_brings_no_lines_of_its_own() -> None:
    found = harmless(row(Name("Speed"), Name("Verdict: ready"), by=By.LINE))
    assert say(found) == found.words == "Speed Verdict: ready"


def test_sentences_one_after_the_other_stay_apart() -> None:
    both = sentences(NAMED(name=1), "And more.")
    assert harmless(both) == both


@given(hostile())
def test_whatever_is_sent_becomes_one_harmless_line(found: Text) -> None:
    believed = harmless(found, 60)
    map_texts(believed, _refuse_harm)
    said = say(believed)
    assert said == believed.words == say(believed, ENGLISH)
    assert len(said) <= 60
    assert "\n" not in said
    assert not has_harmful(said)
    assert sum(1 for _ in parts_of(believed)) <= PARTS_LIMIT


@given(hostile())
def test_what_is_believed_can_be_written_read_and_believed_again(found: Text) -> None:
    believed = harmless(found)
    assert msgspec.json.decode(msgspec.json.encode(believed), type=Text) == believed
    assert harmless(believed) == believed


@given(good(WORDS))
def test_the_classes_of_names_are_kept(found: Text) -> None:
    """Nobody may see more of it than before."""
    before = {part.privacy for part in parts_of(found) if isinstance(part, Name)}
    assert {part.privacy for part in parts_of(harmless(found)) if isinstance(part, Name)} <= before


def _refuse_harm(text: str, field: str) -> str:
    assert not has_harmful(text), field
    return text
