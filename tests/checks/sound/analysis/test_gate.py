import numpy as np
import pytest

from deskready_checks.sound.analysis.gate import is_gated, shut_share
from helpers.voices import RATE, Sound, pink, white


@pytest.mark.parametrize("quiet", [np.zeros(RATE), white(1, dbfs=-110)])
def test_a_shut_microphone_is_a_gate(quiet: Sound) -> None:
    assert shut_share(quiet, RATE) == 1
    assert is_gated(quiet, RATE, 30)


def test_one_that_shuts_now_and_then_is_a_gate() -> None:
    quiet = pink(2, dbfs=-60)
    quiet[: RATE // 2] = 0
    assert shut_share(quiet, RATE) == pytest.approx(0.25, abs=0.01)
    assert is_gated(quiet, RATE, 30)


@pytest.mark.parametrize("dbfs", [-85, -60, -20])
def test_a_room_is_none(dbfs: float) -> None:
    assert not is_gated(pink(1, dbfs=dbfs), RATE, 30)


def test_a_single_gap_is_none() -> None:
    quiet = pink(2, dbfs=-60)
    quiet[: RATE // 10] = 0
    assert not is_gated(quiet, RATE, 30)


def test_a_ratio_that_no_room_has_is_a_gate() -> None:
    assert is_gated(pink(1, dbfs=-85), RATE, 61)
    assert not is_gated(pink(1, dbfs=-85), RATE, 59)


def test_the_dither_of_16_bits_is_sound() -> None:
    assert shut_share(np.round(white(1, dbfs=-88) * 32768) / 32768, RATE) == 0


def test_no_sound_is_no_gate() -> None:
    assert shut_share(np.zeros(10), RATE) == 0
