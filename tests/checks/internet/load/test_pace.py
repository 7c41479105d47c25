"""The brake."""

import time

import pytest

from deskready_checks.internet.load.pace import Pace


def test_without_a_rate_nothing_waits() -> None:
    pace, begun = Pace(), time.monotonic()
    pace.take(10**12)
    assert time.monotonic() - begun < 1.0
    assert pace.piece(262_144) == 262_144


def test_bytes_take_their_time() -> None:
    pace, begun = Pace(8), time.monotonic()
    for _ in range(10):
        pace.take(20_000)
    assert 0.19 <= time.monotonic() - begun < 1.0


@pytest.mark.parametrize(("rate", "piece"), [(0.01, 1_448), (8, 10_000), (10_000, 262_144)])
def test_pieces_are_a_hundredth_of_a_second(rate: float, piece: int) -> None:
    assert Pace(rate).piece(262_144) == piece
