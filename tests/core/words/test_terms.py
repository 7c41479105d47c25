from collections.abc import Mapping
from enum import StrEnum

import pytest

from deskready.core.audit.outcome import Failure, Outcome
from deskready.core.judge.verdict import Mark, Readiness
from deskready.core.words.say import is_known
from deskready.core.words.terms import (
    ASKED_FOR,
    FAILURE_REASON,
    FAILURE_REMEDY,
    LOG,
    MARK_SYMBOL,
    MARK_WORD,
    OUTCOME_SENTENCE,
    OUTCOME_WORD,
    READINESS_WORD,
    SAVED_ELSEWHERE,
)
from deskready.core.words.text import Text


@pytest.mark.parametrize(
    ("words", "members"),
    [
        (MARK_WORD, Mark),
        (OUTCOME_WORD, Outcome),
        (OUTCOME_SENTENCE, Outcome),
        (READINESS_WORD, Readiness),
        (FAILURE_REASON, Failure),
    ],
)
def test_everything_that_shows_has_its_own_word(words: Mapping[StrEnum, Text], members: type[StrEnum]) -> None:
    assert set(words) == set(members)
    assert len({word.words for word in words.values()}) == len({word.id for word in words.values()}) == len(words)
    assert all(map(is_known, words.values()))


def test_every_mark_has_its_own_symbol() -> None:
    assert set(MARK_SYMBOL) == set(Mark)
    assert len(set(MARK_SYMBOL.values())) == len(MARK_SYMBOL)


def test_an_outcomes_sentence_is_its_word_and_a_full_stop() -> None:
    assert {outcome: f"{word.words}." for outcome, word in OUTCOME_WORD.items()} == {
        outcome: sentence.words for outcome, sentence in OUTCOME_SENTENCE.items()
    }


def test_what_is_said_of_failures_is_whole_sentences() -> None:
    assert all(text.words.endswith(".") for text in (*FAILURE_REASON.values(), FAILURE_REMEDY, SAVED_ELSEWHERE))


def test_the_screen_and_a_report_name_things_alike() -> None:
    assert (ASKED_FOR.words, LOG.words) == ("Asked for", "Log:")
