import numpy as np
import pytest

from deskready_checks.sound.analysis.clipping import clipped_share
from helpers.voices import RATE, Sound, fan, low_pass, pink, voice


def cut(sound: Sound, limit: float) -> tuple[Sound, float]:
    """A sound that is cut off at an amplitude, and the share of samples that it cost."""
    return np.clip(sound, -limit, limit), float(np.mean(np.abs(sound) >= limit))


@pytest.mark.parametrize("gain_db", [15, 18, 24])
@pytest.mark.parametrize("after", [1.0, 0.4])
def test_the_share_is_right_also_where_the_level_was_lowered_afterwards(gain_db: float, after: float) -> None:
    heard, share = cut(voice(5) * 10 ** (gain_db / 20), 1.0)
    assert 100 * clipped_share((after * heard).astype(np.float32)) == pytest.approx(100 * share, abs=0.1)
    assert share > 0.001


def test_each_side_has_a_limit_of_its_own() -> None:
    heard = np.clip(voice(5), -0.3, 0.12)
    assert clipped_share(heard) == pytest.approx(np.mean((voice(5) >= 0.12) | (voice(5) <= -0.3)), abs=0.001)


def test_what_is_louder_than_full_scale_is_clipped() -> None:
    sine = 2 * np.sin(2 * np.pi * 100 * np.arange(RATE) / RATE)
    assert clipped_share(sine) == pytest.approx(2 / 3, abs=0.01)


@pytest.mark.parametrize(
    "sound",
    [
        voice(5),
        pink(5, dbfs=-20),
        fan(5, dbfs=-20),
        low_pass(voice(5), RATE, 3600),
        0.9 * voice(3, 8000),
        np.zeros(RATE),
    ],
    ids=["a voice", "pink noise", "a fan", "8 kHz", "at 8 kHz", "nothing"],
)
def test_what_is_whole_is_not_clipped(sound: Sound) -> None:
    assert clipped_share(sound) == 0


@pytest.mark.parametrize("hertz", [50, 100, 1000])
@pytest.mark.parametrize("peak", [1.0, 0.5, 0.003])
def test_a_tone_is_not_clipped(hertz: float, peak: float) -> None:
    sine = peak * np.sin(2 * np.pi * hertz * np.arange(2 * RATE) / RATE)
    assert clipped_share(np.round(sine * 32767) / 32768) == 0


def test_no_samples() -> None:
    assert clipped_share(np.zeros(0)) == 0
