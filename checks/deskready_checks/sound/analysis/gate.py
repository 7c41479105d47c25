"""Whether a microphone, or the software behind it, shuts the sound off while nobody speaks.

Then nobody can tell from a quiet phase what noise goes along with the voice. Only a hard gate shows: noise suppression
that leaves something over cannot be told from a quiet room.
"""

import numpy as np

from deskready_checks.sound.analysis.levels import Samples

FRAME_SECONDS = 0.01
"""Length of the frames that are looked at."""
SHUT_POWER = 10**-9.5
"""Mean square of a frame in which nothing comes through: the least that a converter of 16 bits gives is above it."""
SHUT_SHARE = 0.2
"""Share of frames that are shut from which it is a gate; single frames of zeros come from a stumbling sound system."""
GREATEST_RATIO_DB = 60.0
"""Ratio of speech to noise that no room has: microphones themselves hiss 60 to 65 dB below a loud voice (94 dB)."""


def shut_share(samples: Samples, rate: int) -> float:
    """The share of time, 0 to 1, in which nothing comes through."""
    size = round(FRAME_SECONDS * rate)
    frames = np.asarray(samples[: len(samples) // size * size], np.float64).reshape(-1, size)
    return float(np.mean(np.mean(frames**2, axis=1) < SHUT_POWER)) if len(frames) else 0.0


def is_gated(quiet: Samples, rate: int, ratio_db: float) -> bool:
    """Whether the quiet phase says nothing about the noise behind the voice.

    Args:
        quiet: What the microphone hears while nobody speaks.
        rate: Sampling rate in Hz.
        ratio_db: The speech-to-noise ratio that was worked out with it.
    """
    return ratio_db > GREATEST_RATIO_DB or shut_share(quiet, rate) >= SHUT_SHARE
