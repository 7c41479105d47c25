from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskready.core.words.message import Message, counted, message, row, sentences, text
from deskready.core.words.pseudo import PSEUDO
from deskready.core.words.say import ENGLISH, say, speak
from deskready.core.words.text import NOTHING, By, Name, Part, Quantity, Row, Text
from helpers.any_text import NAMED, TIMES, WORDS


@pytest.fixture
def _pseudo() -> Iterator[None]:
    speak(PSEUDO)
    yield
    speak(ENGLISH)


def test_a_message_gives_a_text_with_its_values_and_its_english_words() -> None:
    assert NAMED(name=Name("Acme")) == Text("Through Acme.", "test.named", {"name": Name("Acme")})
    assert NAMED(name=Quantity(94.1, "Mbit/s")).words == "Through 94.1 Mbit/s."
    assert NAMED(name=NAMED(name=3)).words == "Through Through 3.."


def test_a_message_without_places_is_a_text_at_once() -> None:
    assert text("test.word", "Good") == Text("Good", "test.word")


@pytest.mark.parametrize(("count", "words"), [(0, "0 times of x"), (1, "1 time of x"), (2, "2 times of x")])
def test_a_count_chooses_the_form(count: int, words: str) -> None:
    assert TIMES(count=count, name=Name("x")).words == words


def test_a_count_is_asked_for_even_where_no_form_shows_it() -> None:
    several = counted("test.several", "a thing", "several things")
    assert (several(count=1).words, several(count=2).words) == ("a thing", "several things")
    with pytest.raises(TypeError, match="'count'"):
        several()


@pytest.mark.parametrize("values", [{}, {"other": 1}, {"name": 1, "other": 2}])
def test_other_values_than_there_are_places_are_refused(values: dict[str, Part]) -> None:
    with pytest.raises(TypeError, match=r"test\.named takes \['name'\], not"):
        NAMED(**values)


@pytest.mark.parametrize("name", ["", "Word", "a b", "a..b", ".a", "a.", "1a", "a\n", "a.b\x1b", "ä"])
def test_an_id_is_dotted_lower_case_words(name: str) -> None:
    with pytest.raises(ValueError, match="no id"):
        Message(name, "x")


@pytest.mark.parametrize("declare", [message, text])
def test_an_id_stands_for_one_message(declare: Callable[[str, str], object]) -> None:
    declare("test.once", "The same.")
    declare("test.once", "The same.")
    with pytest.raises(ValueError, match="another message"):
        declare("test.once", "Another.")
    with pytest.raises(ValueError, match="another message"):
        counted("test.once", "The same.", "The same.")


@pytest.mark.usefixtures("_pseudo")
def test_the_words_are_english_whatever_the_process_speaks() -> None:
    found = NAMED(name=text("test.inner-word", "a house"))
    assert found.words == "Through a house."
    assert say(found) != found.words


def test_sentences_follow_one_another() -> None:
    both = sentences("One.", NAMED(name=3))
    assert both.words == "One. Through 3."
    assert both.values == {"all": Row((Text("One."), NAMED(name=3)), By.SENTENCE)}


def test_what_is_empty_is_no_sentence() -> None:
    assert sentences() == sentences("", NOTHING) == NOTHING
    assert sentences("", "One.", NOTHING) == Text("One.")
    alone = NAMED(name=3)
    assert sentences(alone, "") is alone


def test_plain_sentences_are_made_harmless() -> None:
    assert sentences("One\x1b.", "Two\n.").words == "One\ufffd. Two ."


@pytest.mark.parametrize(("by", "words"), [(By.COMMA, "a, 2"), (By.SENTENCE, "a 2"), (By.LINE, "a\n2")])
def test_a_row_says_what_stands_between_its_parts(by: By, words: str) -> None:
    assert row(Name("a"), 2, by=by).words == words


@given(WORDS, st.integers(0, 99))
def test_what_stands_in_a_place_is_never_taken_for_one(words: str, count: int) -> None:
    assert TIMES(count=count, name=Name("{count}" + words)).words.endswith("of {count}" + words)
