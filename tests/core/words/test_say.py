from collections.abc import Iterator

import pytest
from hypothesis import given

from deskready.core.declare.unit import Unit
from deskready.core.words.declared import DECLARED
from deskready.core.words.message import message, row, text
from deskready.core.words.pseudo import PSEUDO
from deskready.core.words.say import ENGLISH, Speaker, english_form, filled, is_known, say, speak
from deskready.core.words.terms import MARK_WORD
from deskready.core.words.text import By, Name, Part, Quantity, Row, Text
from helpers.any_text import NAMED, TIMES, good


def german(message_id: str, count: int | None = None) -> str | None:
    """A few messages in another language, with their places in another order."""
    forms = {
        "test.named": ("Über {name}.",),
        "test.times": ("{name}: {count} Mal", "{name}: {count} Male"),
        "row": ("{all}",),
        "unit.days": ("{count} Tag", "{count} Tage"),
    }.get(message_id)
    return None if forms is None else forms[-1] if count not in (None, 1) else forms[0]


GERMAN = Speaker("de", german, ",")


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    speak(ENGLISH)


def test_plain_words_are_said_as_they_are() -> None:
    assert say("Plug {it} in.") == say(Text("Plug {it} in.")) == "Plug {it} in."
    assert say(Text("Plug {it} in.", "", {"it": 3}), GERMAN) == "Plug {it} in."


@pytest.mark.parametrize(
    ("part", "words"),
    [
        (3, "3"),
        (Name("Acme\u00ad"), "Acme\u00ad"),
        (Quantity(94.12, "Mbit/s"), "94.1 Mbit/s"),
        (Quantity(9.9996, "Mbit/s", 4), "9.9996 Mbit/s"),
        (Quantity(57.0, "dBA", 0), "57 dBA"),
        (Quantity(8e9, Unit.BYTE), "8 GB"),
        (Quantity(5), "5"),
        (Quantity(5.5, "", 2), "5.50"),
        (Quantity(57, "dBA", bare=True), "57"),
        (Quantity(57, "dBA", 1, bare=True), "57.0"),
        (Quantity(8e9, Unit.BYTE, bare=True), "8 GB"),
        (Row((1, Name("b"), Text("c"))), "1, b, c"),
        (Row((Text("A."), Text("B.")), By.SENTENCE), "A. B."),
        (Row((Text("a"), Text("b")), By.LINE), "a\nb"),
        (Row(()), ""),
        (Text("old words", "test.named", {"name": Name("x")}), "Through x."),
        (Text("words", "test.nobody-knows", {"name": Name("x")}), "words"),
        (Text("plain"), "plain"),
    ],
    ids=str,
)
def test_each_kind_of_part_is_said(part: Part, words: str) -> None:
    assert say(Text("?", "test.named", {"name": part})) == f"Through {words}."


@pytest.mark.parametrize(
    ("count", "english", "other"),
    [(0, "0 times of x", "x: 0 Male"), (1, "1 time of x", "x: 1 Mal"), (2, "2 times of x", "x: 2 Male")],
)
def test_the_count_chooses_the_form_in_each_language(count: int, english: str, other: str) -> None:
    found = TIMES(count=count, name=Name("x"))
    assert (say(found), say(found, GERMAN)) == (english, other)


def test_a_language_has_its_own_order_and_its_own_decimal_mark() -> None:
    found = TIMES(count=2, name=row(Quantity(94.1, "Mbit/s"), Quantity(7, "ms", 2), Name("v1.2")))
    assert say(found, GERMAN) == "94,1 Mbit/s, 7,00 ms, v1.2: 2 Male"


def test_a_unit_that_is_a_word_is_said_in_the_language_and_else_in_english() -> None:
    found = NAMED(name=row(Quantity(2.5, Unit.DAY), Quantity(352_800, Unit.SECOND), Quantity(1, Unit.WORDS_MIN)))
    assert say(found) == "Through 2.5 days, 4 days 2 h, 1 word a minute."
    assert say(found, GERMAN) == "Über 2,5 Tage, 4 Tage 2 h, 1 word a minute."


def test_a_message_that_is_not_known_is_said_as_it_was_made() -> None:
    assert say(Text("Made elsewhere: x.", "test.nobody-knows", {"name": Name("x")})) == "Made elsewhere: x."
    assert say(MARK_WORD_GOOD, GERMAN) == "Good"
    assert say(NAMED(name=MARK_WORD_GOOD), GERMAN) == "Über Good."


MARK_WORD_GOOD = next(iter(MARK_WORD.values()))


def test_a_message_that_has_other_places_by_now_is_said_as_it_was_made() -> None:
    assert say(Text("As it was.", "test.named", {"server": Name("x")})) == "As it was."
    assert say(Text("As it was.", "test.named")) == "As it was."
    assert say(Text("?", "test.named", {"name": Name("x"), "more": 3})) == "Through x."


def test_what_stands_in_a_place_is_never_taken_for_a_place() -> None:
    found = TIMES(count=2, name=Name("{count}{name}{x"))
    assert say(found) == "2 times of {count}{name}{x"
    assert say(found, GERMAN) == "{count}{name}{x: 2 Male"
    assert say(NAMED(name=Name(r"\1 \g<0>"))) == r"Through \1 \g<0>."


def test_a_process_speaks_one_language() -> None:
    found = NAMED(name=3)
    speak(GERMAN)
    assert (say(found), say(found, ENGLISH)) == ("Über 3.", "Through 3.")
    speak(ENGLISH)
    assert say(found) == "Through 3."


def test_a_form_is_filled_or_nothing() -> None:
    assert filled("{a} and {b}", {"a": 1, "b": 2, "c": 3}, ENGLISH) == "1 and 2"
    assert filled("{a} and {b}", {"a": 1}, ENGLISH) is None
    assert filled("nothing {} { a }", {}, ENGLISH) == "nothing {} { a }"


def test_the_english_form_of_a_message_of_another_process_is_in_the_catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(DECLARED, "mark.pass")
    monkeypatch.delitem(DECLARED, "report.samples", raising=False)
    assert english_form("mark.pass") == "Good"
    assert [english_form("report.samples", count) for count in (0, 1, 2)] == [
        "{count} samples",
        "{count} sample",
        "{count} samples",
    ]
    assert english_form("test.nobody-knows") is None


@pytest.mark.parametrize(
    ("found", "known"),
    [
        (NAMED(name=Name("x")), True),
        (TIMES(count=2, name=3), True),
        (text("test.known-word", "Good"), True),
        (Text("?", "test.named", {"name": 1, "more": 2}), True),
        (Text("Good"), False),
        (Text("Good", "", {"name": 1}), False),
        (Text("Good", "test.nobody-knows"), False),
        (Text("Good", "test.named"), False),
        (Text("Good", "test.named", {"server": 1}), False),
        (Text("Good", "test.times", {"name": 1}), False),
    ],
    ids=str,
)
def test_a_text_is_known_where_it_can_be_said_anew(found: Text, known: bool) -> None:
    assert is_known(found) is known


def test_a_message_may_use_a_place_twice_or_bare_braces() -> None:
    twice = message("test.twice", "{name}, {name} and {}")
    assert twice(name=3).words == "3, 3 and {}"


@given(good())
def test_anything_can_be_said_in_any_language(found: Text) -> None:
    for speaker in (ENGLISH, PSEUDO, GERMAN):
        said = say(found, speaker)
        assert isinstance(said, str)
        if not is_known(found):
            assert (speaker is GERMAN) or said == found.words


@given(good())
def test_a_message_says_in_english_what_its_words_are(inner: Text) -> None:
    found = NAMED(name=inner)
    assert say(found) == found.words == f"Through {say(inner)}."
