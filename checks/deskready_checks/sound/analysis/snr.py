"""The speech-to-noise ratio from two phases: somebody reads, and before that nobody says anything.

A blind estimate from the reading alone is off by up to 20 dB; two phases are off by less than one from 10 dB up.
"""

import numpy as np

from deskready_checks.sound.analysis.levels import Samples, exceeded
from deskready_checks.sound.analysis.weighting import AWeighting, FastWeighting

LEAST_DB = -10.0
"""The lowest ratio that is told: below it speech and noise together are no louder than noise alone."""
SETTLE_SECONDS = 0.5
"""Start of a quiet phase that does not count: the filters' own start."""


def speech_to_noise(speech_dbfs: float, noise_dbfs: float) -> float:
    """The ratio of speech to noise in dB, from the level of both together and that of the noise alone.

    Args:
        speech_dbfs: Active level (ITU-T P.56) of the A-weighted speech, with the noise in it.
        noise_dbfs: A-weighted level of the noise.
    """
    excess = 10 ** ((speech_dbfs - noise_dbfs) / 10) - 1
    return float(10 * np.log10(max(excess, 10 ** (LEAST_DB / 10))))


def background_level(quiet: Samples, rate: int) -> float:
    """LA90 of a quiet phase, in dBFS: the A- and F-weighted level that it exceeds for nine tenths of the time.

    Raises:
        ValueError: There is not enough sound for a level.
    """
    powers = np.array(FastWeighting(rate).process(AWeighting(rate).process(quiet)))
    counted = powers[round(SETTLE_SECONDS * len(powers) * rate / max(1, len(quiet))) :]
    if not len(counted):
        raise ValueError("Too little sound for a level.")
    return exceeded(counted, 90)
