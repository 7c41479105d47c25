import numpy as np
import pytest

from deskready_checks.sound.analysis.voices import NoDetectorError
from deskready_checks.sound.voice import facts
from deskready_checks.sound.voice.facts import Background, Voice, examine
from deskready_checks.sound.voice.recital import Recital
from helpers.voices import Sound, at_level, fan, low_pass, pink, voice

RATE = 16_000
QUIET = pink(5, RATE, dbfs=-70)
SPEECH = voice(6, RATE)


def recital(quiet: Sound = QUIET, speech: Sound = SPEECH, clap: Sound | None = None) -> Recital:
    tail = np.resize(quiet[RATE:], len(speech))
    sounds = (quiet, speech + tail, clap)
    first, second, third = (None if sound is None else sound.astype(np.float32) for sound in sounds)
    assert first is not None
    assert second is not None
    return Recital(RATE, first, second, third, finished=True)


def heard(quiet: Sound = QUIET, speech: Sound = SPEECH, clap: Sound | None = None) -> Voice:
    found = examine(recital(quiet, speech, clap))
    assert found is not None
    return found


def test_a_good_voice() -> None:
    found = heard()
    assert found.active.level == pytest.approx(-18.5, abs=1.5)
    assert found.ratio == pytest.approx(50, abs=6)
    assert not found.gated
    assert found.clipped == 0
    assert found.bandwidth == RATE / 2
    assert found.seconds == pytest.approx(5.2, abs=0.5)
    assert found.peak > found.active.level
    assert found.hum is None
    assert found.reverberation is None


@pytest.mark.parametrize("ratio_db", [10, 30])
def test_noise_lowers_the_ratio_and_nothing_else(ratio_db: float) -> None:
    calm = heard()
    noise = pink(5, RATE, dbfs=-70 + calm.ratio - ratio_db)
    assert heard(noise).ratio == pytest.approx(ratio_db, abs=1)
    assert heard(noise).seconds == pytest.approx(calm.seconds, rel=0.05)


def test_an_offset_is_no_loudness() -> None:
    assert heard(QUIET + 0.1, SPEECH).active.level == pytest.approx(heard().active.level, abs=0.1)


def test_a_link_that_carries_little_and_clips() -> None:
    found = heard(QUIET, low_pass(np.clip(20 * SPEECH, -0.9, 0.9), RATE, 3600) + 0.0)
    assert found.bandwidth == pytest.approx(3600, rel=0.1)
    assert heard(QUIET, np.clip(20 * SPEECH, -1, 1)).clipped > 1


def test_a_gate() -> None:
    found = examine(Recital(RATE, np.zeros(5 * RATE, np.float32), SPEECH.astype(np.float32), None, finished=True))
    assert found is not None
    assert found.gated


@pytest.mark.parametrize("speech", [np.zeros(6 * RATE), 0.001 * SPEECH])
def test_who_is_not_heard_has_no_voice(speech: Sound) -> None:
    assert examine(recital(pink(5, RATE, dbfs=-40), speech)) is None


def test_what_is_behind_the_voice() -> None:
    time = np.arange(5 * RATE) / RATE
    hum = at_level(np.sin(2 * np.pi * 50 * time) + 0.5 * np.sin(2 * np.pi * 150 * time), -45)
    knocks = QUIET.copy()
    knocks[2 * RATE : 2 * RATE + RATE] *= 50
    assert heard(fan(5, RATE, dbfs=-45)).background is Background.STEADY
    assert heard(QUIET + hum).background is Background.HUM
    assert heard(knocks).background is Background.CHANGING
    low = at_level(np.sin(2 * np.pi * 50 * time), -60)  # hardly audible: 30 dB less, A-weighted
    assert heard(QUIET + low).hum
    assert heard(QUIET + low).background is Background.STEADY
    found = heard(QUIET + hum).hum
    assert found is not None
    assert found.frequency == 50


@pytest.mark.parametrize(("share", "kind"), [(0.3, Background.VOICES), (0.05, Background.STEADY)])
def test_other_people(monkeypatch: pytest.MonkeyPatch, share: float, kind: Background) -> None:
    monkeypatch.setattr(facts, "speech_frames", lambda *_: np.arange(100) < 100 * share)
    assert heard().background is kind


def test_without_a_detector_there_are_no_other_people(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object) -> None:
        raise NoDetectorError

    monkeypatch.setattr(facts, "speech_frames", missing)
    assert heard().background is Background.STEADY


def test_a_clap() -> None:
    time = np.arange(4 * RATE) / RATE
    clap = 0.3 * np.random.RandomState(1).standard_normal(len(time)) * 10 ** (-3 * (time % 4) / 0.5)
    assert heard(clap=np.concatenate((QUIET[:RATE], clap))).reverberation == pytest.approx(0.5, rel=0.2)
