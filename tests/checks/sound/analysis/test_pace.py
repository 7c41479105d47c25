import numpy as np
import pytest

from deskready_checks.sound.analysis.pace import speaking_seconds, words_per_minute
from deskready_checks.sound.analysis.weighting import AWeighting
from helpers.voices import RATE, Sound, at_level, level_db, pink, voice


def weighted(sound: Sound) -> Sound:
    return AWeighting(RATE).process(sound)


def span(speech: Sound) -> float:
    """From the first sample of a voice to the last, in seconds."""
    places = np.flatnonzero(np.abs(speech) > 1e-4)
    return float(places[-1] - places[0]) / RATE


@pytest.mark.parametrize("ratio", [40, 20, 10])
def test_silence_before_and_after_does_not_count(ratio: float) -> None:
    silence = np.zeros(2 * RATE)
    heard = np.concatenate((silence, voice(5), silence))
    noise = pink(13, dbfs=-60)
    noise = at_level(noise, level_db(weighted(voice(5))) - ratio + level_db(noise) - level_db(weighted(noise)))
    heard += noise[4 * RATE :]
    found = speaking_seconds(weighted(heard), RATE, weighted(noise[: 4 * RATE]))
    assert found == pytest.approx(span(voice(5)), rel=0.05)


def test_a_long_pause_counts_as_a_second() -> None:
    sound, quiet = np.concatenate((voice(3), np.zeros(5 * RATE), voice(3))), np.zeros(RATE)
    assert speaking_seconds(sound, RATE, quiet) == pytest.approx(2 * span(voice(3)) + 1, abs=0.25)


def test_pauses_between_words_count() -> None:
    sound = np.concatenate((voice(3), voice(3)))
    assert speaking_seconds(sound, RATE, np.zeros(0)) == pytest.approx(span(sound), abs=0.1)


def test_where_nobody_speaks_there_is_no_time() -> None:
    assert speaking_seconds(np.zeros(RATE), RATE, np.zeros(RATE)) == 0
    assert speaking_seconds(pink(3, dbfs=-60), RATE, pink(3, dbfs=-60)) == 0


def test_words_per_minute() -> None:
    assert words_per_minute(25, 10) == 150
