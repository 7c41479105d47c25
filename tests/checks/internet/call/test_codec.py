"""The table of codecs."""

import pytest

from deskready_checks.internet.call.codec import CODECS, G711, OPUS, OPUS_BAD, OPUS_GOOD, Codec
from deskready_checks.internet.call.emodel import rating


def test_the_headlines_codec_is_published_and_costs_nothing_by_itself() -> None:
    assert (G711.ie, G711.bpl, G711.estimate) == (0, 25.1, False)


@pytest.mark.parametrize("codec", CODECS, ids=lambda codec: codec.name)
def test_guesses_are_called_guesses(codec: Codec) -> None:
    assert codec.estimate == ("no published value" in codec.source) == ("Opus" in codec.name)
    assert 0 <= codec.ie < 95
    assert codec.bpl > 0


def test_opus_lies_between_its_best_and_its_worst() -> None:
    for loss in (0, 1, 5, 20):
        assert rating(50, loss, 1, OPUS_BAD) < rating(50, loss, 1, OPUS) < rating(50, loss, 1, OPUS_GOOD)
