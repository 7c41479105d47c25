import pytest
from hypothesis import given

from deskready.core.words.declared import DECLARED, PLACE
from deskready.core.words.message import row, sentences
from deskready.core.words.pseudo import CLOSES, OPENS, PSEUDO, disguised, pseudo_form
from deskready.core.words.say import say
from deskready.core.words.terms import OUTCOME_WORD
from deskready.core.words.text import By, Name, Quantity, Text
from helpers.any_text import NAMED, TIMES, good


def test_a_message_is_marked_accented_and_longer() -> None:
    assert say(NAMED(name=Name("Acme")), PSEUDO) == "⟦Thróóúúgh Acme.⟧"
    assert len(disguised("a good line of words")) > len("a good line of words") * 1.2


def test_names_keep_their_letters_and_numbers_get_a_comma() -> None:
    found = row(Name("house 1.5"), Quantity(94.1, "Mbit/s"), 3)
    assert say(found, PSEUDO) == "⟦house 1.5, 94,1 Mbit/s, 3⟧"


def test_the_places_of_a_message_stay() -> None:
    for message_id in DECLARED:
        for count in (1, 2):
            form, english = pseudo_form(message_id, count), DECLARED[message_id]
            assert form is not None
            assert sorted(PLACE.findall(form)) == sorted(PLACE.findall(english[0 if count == 1 else -1]))
            assert form.startswith(OPENS)
            assert form.endswith(CLOSES)


@pytest.mark.parametrize(("count", "words"), [(1, "⟦1 tíímé óóf x⟧"), (2, "⟦2 tíímés óóf x⟧")])
def test_the_count_chooses_the_form(count: int, words: str) -> None:
    assert say(TIMES(count=count, name=Name("x")), PSEUDO) == words.replace("é", disguised("e"))


def test_what_no_message_says_is_seen_at_once() -> None:
    assert say("A forgotten sentence.", PSEUDO) == "A forgotten sentence."
    assert say(Text("Their own.", "test.nobody-knows"), PSEUDO) == "Their own."
    both = sentences(NAMED(name=1), "Forgotten.")
    assert say(both, PSEUDO).endswith(f"{CLOSES} Forgotten.{CLOSES}")


def test_an_unknown_message_has_no_form() -> None:
    assert pseudo_form("test.nobody-knows") is None
    assert pseudo_form("test.nobody-knows", 3) is None


def test_every_word_of_the_program_differs_in_it() -> None:
    for word in OUTCOME_WORD.values():
        assert say(word, PSEUDO) not in ("", word.words)
        assert disguised(word.words) in say(word, PSEUDO)


def test_lines_stay_lines() -> None:
    assert say(row(Name("a"), Name("b"), by=By.LINE), PSEUDO) == "⟦a\nb⟧"


@given(good())
def test_marks_open_and_close(found: Text) -> None:
    said = say(NAMED(name=found), PSEUDO)
    assert said.startswith(OPENS)
    assert said.endswith(CLOSES)
