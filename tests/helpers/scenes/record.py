"""Making the sound of a scene, and its truth."""

import zlib
from collections.abc import Callable
from functools import cache

import numpy as np

from helpers.scenes import bangs, faults, noises, recordings, voices
from helpers.scenes.active import active_a_level
from helpers.scenes.scene import (
    QUIET_SECONDS,
    VOICE_DBFS,
    VOICE_SECONDS,
    Bangs,
    Scene,
    Speaker,
    Take,
    Truth,
)
from helpers.scenes.sound import RATE, Sound, at_a, frames, gained, la90, loudest_fast, mixed, placed

_BASE_SECONDS = 40.0


def record(scene: Scene) -> Take:
    """The scene as its microphone hears it."""
    clean, level = _voice(scene)
    quiet, during = _backgrounds(scene, level)
    steady = la90(quiet)
    quiet = mixed(quiet, *_disturbances(scene, level, steady))
    voice = mixed(clean, during)
    if scene.suppressed:
        quiet, voice = (faults.suppressed(sound, during) for sound in (quiet, voice))
    if scene.gate_dbfs:
        quiet, voice = (_dithered(faults.gated(sound, scene.gate_dbfs)) for sound in (quiet, voice))
    share = 0.0
    if scene.clip_db:
        voice = gained(voice, scene.clip_db - 20 * float(np.log10(np.abs(voice).max())))
        share = faults.clipped_share(voice)
        voice = faults.clipped(voice)
    return Take(quiet, voice * scene.gain, _truth(scene, level, steady, share))


def _truth(scene: Scene, voice: float, steady: float, clipped: float) -> Truth:
    other, untold = scene.other, bool(scene.gate_dbfs or scene.suppressed)
    voices = 0.0 if other is None or other.kind == "music" else (other.end - other.begin) / QUIET_SECONDS
    countable = other is None and (scene.bangs is None or scene.bangs.starts)
    events = len(scene.bangs.starts) if scene.bangs else 0
    return Truth(
        background=steady,
        snr=None if untold or other or scene.clip_db or scene.rt60 else voice - steady,
        mains=round(scene.hum.mains / 10) * 10 if scene.hum else 0,
        events=events if countable else None,
        voices=voices,
        bangs=None if other is not None and other.kind == "music" else scene.bangs is not None,
        clipped=clipped,
        narrow=scene.band == "narrow",
        gated=None if scene.suppressed else bool(scene.gate_dbfs),
    )


def _voice(scene: Scene) -> tuple[Sound, float]:
    """The person's voice alone at its level, and that level."""
    offset = zlib.crc32(scene.name.encode()) % 3
    sound = _speech(scene.speaker)
    sound = np.roll(sound, -frames(offset * 4.0))[: frames(VOICE_SECONDS)]
    if scene.rt60:
        sound = faults.reverberant(sound, scene.rt60)
    if scene.band:
        sound = _limit(scene)(sound)
    return gained(sound, VOICE_DBFS - active_a_level(sound)), VOICE_DBFS


def _backgrounds(scene: Scene, voice: float) -> tuple[Sound, Sound]:
    """What goes on all the time: during the quiet phase, and during the reading."""
    whole = np.roll(_base(scene.background), zlib.crc32(scene.name.encode()) % frames(_BASE_SECONDS))
    whole = at_a(whole, voice - scene.snr)
    if scene.hum:
        seconds = len(whole) / RATE
        whole = whole + 10 ** (scene.hum.line / 20) * noises.hum(seconds, scene.hum.mains, 1)
    if scene.band:
        whole = _limit(scene)(whole)
    return whole[: frames(QUIET_SECONDS)], whole[-frames(VOICE_SECONDS) :]


def _disturbances(scene: Scene, voice: float, steady: float) -> list[Sound]:
    """What comes and goes in the quiet phase."""
    found = []
    if scene.bangs:
        found.append(_banging(scene.bangs, steady))
    if scene.other:
        other = scene.other
        seconds = other.end - other.begin
        found.append(placed(QUIET_SECONDS, (other.begin, at_a(_others(other.kind, seconds), voice - other.below))))
    return found


def _banging(what: Bangs, steady: float) -> Sound:
    if not what.starts:
        sound = bangs.typing(QUIET_SECONDS, 7, recordings.keys() if what.kind == "keys" else ())
        return gained(sound, steady + what.over - loudest_fast(sound))
    make: Callable[..., Sound] = getattr(bangs, what.kind)
    sounds = [make(seed=10 + number) for number in range(len(what.starts))]
    levelled = [gained(sound, steady + what.over - loudest_fast(sound)) for sound in sounds]
    return placed(QUIET_SECONDS, *zip(what.starts, levelled, strict=True))


def _others(kind: str, seconds: float) -> Sound:
    if kind == "babble":
        return voices.babble(seconds)
    if kind == "music":
        return noises.music(seconds, 3)
    if kind.isdigit():
        return voices.talk(seconds, int(kind))
    return _speech(Speaker(kind))[: frames(seconds)]


def _limit(scene: Scene) -> Callable[[Sound], Sound]:
    return faults.narrow if scene.band == "narrow" else faults.wide


def _dithered(sound: Sound) -> Sound:
    """The sound with the last bit of 16 as noise."""
    return sound + np.random.default_rng(5).uniform(-1, 1, len(sound)) / 65_536


@cache
def _base(background: str) -> Sound:
    make: Callable[[float, int], Sound] = getattr(noises, background)
    return make(_BASE_SECONDS, zlib.crc32(background.encode()) % 1000)


@cache
def _speech(speaker: Speaker) -> Sound:
    match speaker:
        case Speaker.WOMAN:
            return recordings.woman()
        case Speaker.MAN:
            return recordings.man()
        case Speaker.FULL_BAND:
            return recordings.full_band_woman()
        case Speaker.SYNTHETIC:
            return voices.talk(25.0, 1)
