import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deskready_checks.sound.analysis.bandwidth import LOWEST_HZ, band_levels, bandwidth
from helpers.voices import RATE, fan, low_pass, pink, shaped, voice, white


@pytest.mark.parametrize("hertz", [3600, 5500, 7500, 11_000])
@pytest.mark.parametrize("floor", [-130, -90])
def test_a_cliff_is_found(hertz: int, floor: int) -> None:
    heard = low_pass(voice(4) + pink(4, dbfs=-50), RATE, hertz) + white(4, dbfs=floor)
    assert bandwidth(heard.astype(np.float32), RATE) == pytest.approx(hertz, rel=0.1)


@pytest.mark.parametrize("pitch", [90, 130, 230])
@pytest.mark.parametrize("noise", [white(4, dbfs=-70), fan(4, dbfs=-40), pink(4, dbfs=-90), pink(4, dbfs=-25)])
def test_a_voice_that_arrives_whole_has_none(pitch: float, noise: np.ndarray[tuple[int], np.dtype[np.float64]]) -> None:
    assert bandwidth(voice(4, pitch_hz=pitch) + noise, RATE) == RATE / 2


def test_a_steep_slope_is_no_cliff() -> None:
    muffled = shaped(voice(4), RATE, lambda hertz: 1 / (1 + (hertz / 2500) ** 6))
    assert bandwidth(muffled + pink(4, dbfs=-110), RATE) == RATE / 2


@pytest.mark.parametrize("rate", [8000, 16_000, 44_100])
def test_without_a_cliff_it_is_half_the_sampling_rate(rate: int) -> None:
    assert bandwidth(voice(4, rate), rate) == rate / 2


def test_silence_and_hardly_any_sound_have_none() -> None:
    assert bandwidth(np.zeros(RATE), RATE) == RATE / 2


@settings(max_examples=10, deadline=None)
@given(gain_db=st.floats(-60, 20))
def test_gain_does_not_matter(gain_db: float) -> None:
    heard = low_pass(voice(2), RATE, 3600)
    assert bandwidth(heard * 10 ** (gain_db / 20), RATE) == bandwidth(heard, RATE)


def test_the_bands_lie_side_by_side() -> None:
    edges, levels = band_levels(white(2), RATE)
    assert edges[0] == LOWEST_HZ
    assert len(edges) == len(levels) + 1
    assert 0.94 * RATE / 2 < edges[-1] <= RATE / 2
    assert np.ptp(levels) < 6
