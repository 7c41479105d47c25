"""What a recital amounts to: numbers, and what kind of sound is behind the voice."""

from dataclasses import dataclass
from enum import Enum, auto

import numpy as np
from numpy.typing import NDArray

from deskready_checks.sound.analysis.bandwidth import bandwidth
from deskready_checks.sound.analysis.clipping import clipped_share
from deskready_checks.sound.analysis.gate import is_gated
from deskready_checks.sound.analysis.hum import Hum, find_hum
from deskready_checks.sound.analysis.levels import exceeded, peak_dbfs
from deskready_checks.sound.analysis.p56 import ActiveLevel, active_level
from deskready_checks.sound.analysis.pace import speaking_seconds
from deskready_checks.sound.analysis.reverb import reverberation_seconds
from deskready_checks.sound.analysis.snr import SETTLE_SECONDS, speech_to_noise
from deskready_checks.sound.analysis.voices import NoDetectorError, speech_frames, talks
from deskready_checks.sound.analysis.weighting import HOPS_PER_SECOND, AWeighting, FastWeighting
from deskready_checks.sound.listening.take import Block
from deskready_checks.sound.voice.recital import Recital

Array = NDArray[np.float64]

LEAST_EXCESS_DB = 1.5
"""How far speech and noise together must stand above the noise for somebody to have been heard."""
STEADY_DB = 3.0
"""LA10 less LA90 below which a noise is steady."""
HUM_SHARE_DB = 3.0
"""How far below the whole background its hum may be, A-weighted, to be what is heard of it."""


class Background(Enum):
    """What kind of sound is behind a voice."""

    STEADY = auto()
    """The same all the time: a fan, a computer, air."""
    CHANGING = auto()
    """Sounds that come and go."""
    HUM = auto()
    """The mains."""
    VOICES = auto()
    """Other people."""


@dataclass(frozen=True)
class Voice:
    """What was measured of a voice. Levels in dBFS (AES17)."""

    ratio: float
    """Speech to noise in dB, A-weighted."""
    gated: bool
    """Whether the microphone is shut while nobody speaks, so that the ratio means nothing."""
    active: ActiveLevel
    """Its level while it speaks, unweighted."""
    peak: float
    """The highest peak."""
    clipped: float
    """Share of clipped samples, in per cent."""
    bandwidth: float
    """Highest frequency that arrives, in Hz."""
    seconds: float
    """From the first word to the last."""
    hum: Hum | None
    """The mains hum in the silence."""
    background: Background
    """What is heard in the silence."""
    reverberation: float | None
    """T20 of the room in seconds, where a clap was heard."""


def examine(recital: Recital) -> Voice | None:
    """What a recital amounts to, or None where no voice stands out of the background."""
    rate, speech = recital.rate, recital.speech
    weighting = AWeighting(rate)
    quiet, spoken = weighting.process(recital.quiet), weighting.process(speech)
    powers = np.array(FastWeighting(rate).process(quiet))[round(SETTLE_SECONDS * HOPS_PER_SECOND) :]
    weighted, active = active_level(spoken, rate), active_level(speech - speech.mean(), rate)
    noise = exceeded(powers, 90)
    if weighted is None or active is None or weighted.level - noise < LEAST_EXCESS_DB:
        return None
    ratio = speech_to_noise(weighted.level, noise)
    hum = find_hum(recital.quiet, rate)
    return Voice(
        ratio=ratio,
        gated=is_gated(recital.quiet, rate, ratio),
        active=active,
        peak=peak_dbfs(float(np.abs(speech).max())),
        clipped=100 * clipped_share(speech),
        bandwidth=bandwidth(speech, rate),
        seconds=speaking_seconds(spoken, rate, quiet),
        hum=hum,
        background=_kind(recital.quiet, rate, powers, hum),
        reverberation=None if recital.clap is None else reverberation_seconds(recital.clap, rate),
    )


def _kind(quiet: Block, rate: int, powers: Array, hum: Hum | None) -> Background:
    """What is heard in the silence: what tells most comes first."""
    settled = quiet[round(SETTLE_SECONDS * rate) :]
    if _others_talk(settled, rate):
        return Background.VOICES
    if hum is not None and hum.weighted >= exceeded(powers, 90) - HUM_SHARE_DB:
        return Background.HUM
    return Background.STEADY if exceeded(powers, 10) - exceeded(powers, 90) < STEADY_DB else Background.CHANGING


def _others_talk(quiet: Block, rate: int) -> bool:
    """Whether somebody talks in the silence; False where there is no detector."""
    try:
        frames = speech_frames(quiet, rate)
    except NoDetectorError:
        return False
    return len(frames) > 0 and talks(float(frames.mean()), len(frames))
