"""What ratings mean."""

import pytest

from deskready_checks.internet.call.rating import call
from deskready_checks.internet.call.wording import CLASSES, meaning, quality_class
from helpers.traces import trace_of


@pytest.mark.parametrize(
    ("r", "name"),
    [
        (94, "best"),
        (90, "best"),
        (89.99, "high"),
        (80, "high"),
        (70, "medium"),
        (60, "low"),
        (59.9, "poor"),
        (0, "poor"),
    ],
)
def test_classes_of_g109(r: float, name: str) -> None:
    assert quality_class(r).words == name


@pytest.mark.parametrize(
    ("rtts", "words"),
    [
        ([20.0] * 100, "Customers would hear you clearly."),
        ([200.0] * 100, "Customers would hear you well."),
        ([700.0] * 100, "Voices arrive so late"),
        (([20.0] * 9 + [None]) * 10, "because packets get lost."),
        (([20.0] * 19 + [320.0]) * 10, "come too late to be played."),
    ],
)
def test_a_line_in_words(rtts: list[float | None], words: str) -> None:
    found = call(trace_of(rtts))
    assert found is not None
    assert words in meaning(found.rating.value, found.playout).words


def test_every_class_has_a_sentence_of_its_own() -> None:
    sentences = [sentence.words for _, _, sentence in CLASSES]
    assert len(set(sentences)) == len(sentences)
    assert all(sentence.endswith(".") for sentence in sentences)
