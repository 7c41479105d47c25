"""What the sound analysis finds in a scene, beside what was put into it."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from deskready_checks.sound.listening.take import SETTLE_SECONDS
from deskready_checks.sound.noise.quiet import Ear
from deskready_checks.sound.noise.room import Sort
from deskready_checks.sound.noise.scale import CALIBRATION_OPTIONS, scale_for
from deskready_checks.sound.voice.facts import examine
from deskready_checks.sound.voice.recital import QUIET_SECONDS, Recital
from helpers.scenes.record import record
from helpers.scenes.scene import Scene, Take, Truth
from helpers.scenes.sound import RATE, frames

FINDINGS = ("sort", "hum", "events", "voices", "ratio", "verdict", "clipped", "narrow", "gated")
"""What is judged, in the order in which it is told."""
RATIO_DB = 1.5
"""How far a speech-to-noise ratio may be off to be right."""
LEAST_RATIO, GOOD_RATIO = 15.0, 20.0
"""Speech-to-noise ratios in dB below which a voice fails, and from which it passes."""
VOICES_SHARE = 0.15
"""Share of the time from which other people's talk counts."""
NARROW_HZ = 4500.0
"""Bandwidth below which a voice sounds like an old telephone."""
CLIPPED_PERCENT = 0.01
"""Share of samples from which clipping counts."""

BACKGROUND = "background"
"""Stands for what goes on all the time, of whatever sort."""

Answer = str | int | bool


@dataclass(frozen=True)
class Found:
    """What the analysis says of a scene."""

    sort: str
    mains: int
    events: int
    voices: float
    ratio: float | None
    clipped: float
    band: float
    gated: bool


def judged(scene: Scene) -> Mapping[str, tuple[Answer, Answer]]:
    """What must be found in a scene, and what is, for everything that its making tells."""
    take = record(scene)
    return compared(take.truth, analysed(take))


def analysed(take: Take) -> Found:
    """What the quiet phase of the noise check and the reading of the voice check come to, fed as they come."""
    with Ear(RATE) as ear:
        for number, block in enumerate(np.array_split(take.quiet.astype(np.float32), 20 * len(take.quiet) // RATE)):
            ear.feed(block) if number >= 20 * SETTLE_SECONDS else ear.meter.feed(block)
            if number + 1 == 20 * SETTLE_SECONDS:
                ear.meter.restart()
        quiet = ear.read()
    silence, speech = (sound.astype(np.float32) for sound in (take.quiet[-frames(QUIET_SECONDS) :], take.voice))
    voice = examine(Recital(RATE, silence, speech, None, finished=True))
    assert voice is not None
    sort = quiet.room(scale_for({option.name: option.default for option in CALIBRATION_OPTIONS}, "", "")).sort
    return Found(
        sort=sort if sort in {Sort.VOICES, Sort.KNOCKS} else BACKGROUND,
        mains=0 if quiet.hum is None else quiet.hum.frequency,
        events=len(quiet.events),
        voices=quiet.voices or 0.0,
        ratio=voice.ratio,
        clipped=voice.clipped,
        band=voice.bandwidth,
        gated=voice.gated,
    )


def compared(truth: Truth, found: Found) -> Mapping[str, tuple[Answer, Answer]]:
    """Truth and finding by name, where there is a truth."""
    answers: dict[str, tuple[Answer, Answer]] = {
        "hum": (truth.mains, found.mains),
        "voices": (truth.voices > VOICES_SHARE, found.voices > VOICES_SHARE),
        "clipped": (truth.clipped > CLIPPED_PERCENT, found.clipped > CLIPPED_PERCENT),
        "narrow": (truth.narrow, found.band < NARROW_HZ),
    }
    if truth.bangs is not None:
        answers["sort"] = (_sort(truth), found.sort)
    if truth.snr is not None:
        right = found.ratio is not None and abs(found.ratio - truth.snr) <= RATIO_DB
        answers["ratio"] = (f"{truth.snr:.1f} dB", f"{truth.snr:.1f} dB" if right else f"{found.ratio} dB")
        answers["verdict"] = (_verdict(truth.snr), _verdict(found.ratio))
    if truth.events is not None:
        answers["events"] = (truth.events, found.events)
    if truth.gated is not None:
        answers["gated"] = (truth.gated, found.gated)
    return answers


def _verdict(ratio: float | None) -> str:
    if ratio is None:
        return "unknown"
    return "fail" if ratio < LEAST_RATIO else "warn" if ratio < GOOD_RATIO else "pass"


def _sort(truth: Truth) -> str:
    if truth.voices > VOICES_SHARE:
        return Sort.VOICES
    return Sort.KNOCKS if truth.bangs else BACKGROUND
