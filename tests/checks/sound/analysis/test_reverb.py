import numpy as np
import pytest

from deskready_checks.sound.analysis.reverb import reverberation_seconds
from helpers.voices import RATE, Sound, at_level, fan, pink, voice

SECONDS = 3.0


def clap(reverberation: float, noise_dbfs: float, seed: int = 1, rate: int = RATE) -> Sound:
    """A clap in a room: a click, and noise that falls by 60 dB in so many seconds."""
    random = np.random.RandomState(seed)
    sound = at_level(pink(SECONDS, rate, seed + 50), noise_dbfs)
    time = np.arange(round((SECONDS - 0.5) * rate)) / rate
    click = random.standard_normal(len(time)) * np.exp(-time / 0.002)
    room = 0.15 * random.standard_normal(len(time)) * 10 ** (-3 * time / reverberation) * (time > 0.004)
    sound[-len(time) :] += 0.5 * (click + room)
    return sound


@pytest.mark.parametrize("seconds", [0.2, 0.4, 0.8, 1.2])
@pytest.mark.parametrize("noise", [-75, -60])
def test_it_is_within_15_per_cent(seconds: float, noise: float) -> None:
    assert reverberation_seconds(clap(seconds, noise), RATE) == pytest.approx(seconds, rel=0.15)


@pytest.mark.parametrize("rate", [16_000, 44_100])
def test_the_sampling_rate_does_not_matter(rate: int) -> None:
    assert reverberation_seconds(clap(0.5, -60, rate=rate), rate) == pytest.approx(0.5, rel=0.15)


@pytest.mark.parametrize(
    "sound",
    [clap(0.5, -20), pink(3), fan(3), voice(3), np.zeros(3 * RATE), np.zeros(10), 0.1 * np.ones(3 * RATE)],
    ids=["too much noise", "noise", "a fan", "a voice", "nothing", "hardly anything", "an offset"],
)
def test_what_is_no_clap_has_none(sound: Sound) -> None:
    assert reverberation_seconds(sound, RATE) is None


def test_a_click_without_a_room_has_none() -> None:
    sound = pink(3, dbfs=-70)
    sound[RATE : RATE + 50] += 0.9
    assert reverberation_seconds(sound, RATE) is None
