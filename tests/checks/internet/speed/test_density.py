"""How densely a full line is probed."""

import pytest

from deskready_checks.internet.load.estimate import FRAME_BYTES
from deskready_checks.internet.speed.density import LEAST_RATE, OWN_RATE, frame_ms, suited, taken_mbit


@pytest.mark.parametrize(("mbit", "rate"), [(0.0, LEAST_RATE), (0.4, LEAST_RATE), (2.752, 20.0), (900.0, OWN_RATE)])
def test_a_slow_line_bears_few_probes(mbit: float, rate: float) -> None:
    assert suited(OWN_RATE, mbit) == pytest.approx(rate)
    assert suited(5.0, mbit) == 5.0, "never more than may be sent"


def test_what_frames_take_is_told_in_bytes_of_tcp() -> None:
    assert taken_mbit(FRAME_BYTES, 1.0) == pytest.approx(1448 * 8e-6)
    assert taken_mbit(FRAME_BYTES, 0.0) == 0.0


def test_how_long_a_frame_takes() -> None:
    assert frame_ms(0.4) == pytest.approx(30.28)
    assert frame_ms(0.0) == 0.0
