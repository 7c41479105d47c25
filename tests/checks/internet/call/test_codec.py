"""The table of codecs."""

from deskready_checks.internet.call.codec import G711, OPUS, OPUS_BAD, OPUS_GOOD
from deskready_checks.internet.call.emodel import rating


def test_the_headlines_codec_costs_nothing_by_itself() -> None:
    assert G711 == (0, 25.1)


def test_opus_lies_between_its_best_and_its_worst() -> None:
    for loss in (0, 1, 5, 20):
        assert rating(50, loss, 1, OPUS_BAD) < rating(50, loss, 1, OPUS) < rating(50, loss, 1, OPUS_GOOD)
