from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskready_checks.sound.analysis.p56 import active_level
from deskready_checks.sound.analysis.snr import LEAST_DB, background_level, speech_to_noise
from deskready_checks.sound.analysis.weighting import AWeighting
from helpers.two_phases import two_phase_ratio
from helpers.voices import RATE, Sound, fan, pink, voice, white

Noise = Callable[..., Sound]


def weighted_level(sound: Sound) -> float:
    """The level of the A-weighted sound, in dBFS."""
    return float(10 * np.log10(2 * np.mean(AWeighting(RATE).process(sound) ** 2)))


@pytest.mark.parametrize("wanted", [10.0, 20.0, 40.0])
@pytest.mark.parametrize("noise", [pink, fan, white])
def test_it_is_the_ratio_of_clean_speech_to_noise(noise: Noise, wanted: float) -> None:
    speech = voice(6)
    clean = active_level(AWeighting(RATE).process(speech), RATE)
    assert clean is not None
    whole = noise(9)
    whole *= 10 ** ((clean.level - wanted - weighted_level(whole)) / 20)
    found = two_phase_ratio(whole[: 3 * RATE], speech + whole[3 * RATE :], RATE)
    assert found == pytest.approx(wanted, abs=1.0)


def test_a_bark_in_the_quiet_phase_does_not_count() -> None:
    quiet = pink(5)
    steady = background_level(quiet, RATE)
    quiet[2 * RATE : 2 * RATE + 9600] *= 100
    assert background_level(quiet, RATE) == pytest.approx(steady, abs=1)


def test_the_click_of_opening_does_not_count() -> None:
    quiet = pink(3)
    without = background_level(quiet, RATE)
    quiet[: RATE // 20] = 0.1
    assert background_level(quiet, RATE) == pytest.approx(without, abs=1)


def test_no_voice_has_no_ratio() -> None:
    assert two_phase_ratio(pink(2), np.zeros(RATE), RATE) is None


def test_too_little_sound_has_no_level() -> None:
    with pytest.raises(ValueError, match="Too little"):
        background_level(np.zeros(100), RATE)


@given(speech=st.floats(-90, 10), noise=st.floats(-120, 0), louder=st.floats(0, 30))
def test_it_is_bounded_below_and_rises_with_the_voice(speech: float, noise: float, louder: float) -> None:
    ratio = speech_to_noise(speech, noise)
    assert LEAST_DB - 1e-9 <= ratio <= max(LEAST_DB, speech - noise) + 1e-9
    assert speech_to_noise(speech + louder, noise) >= ratio


def test_loud_speech_is_its_own_level() -> None:
    assert speech_to_noise(-20, -60) == pytest.approx(40, abs=0.001)
    assert speech_to_noise(-60 + 10 * np.log10(2), -60) == pytest.approx(0)
