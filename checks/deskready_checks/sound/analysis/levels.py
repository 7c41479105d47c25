"""Levels: powers and amplitudes of digital sound as decibels relative to full scale.

Convention of AES17: a sine whose peaks reach full scale has a level of 0 dBFS, and its mean square is 1/2.
"""

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32] | NDArray[np.float64]
"""Sound samples of one channel, full scale at +-1.0. What is louder than full scale is allowed."""
FULL_SCALE = 32767 / 32768
"""Amplitude from which a sample counts as full scale: the largest that 16 bits hold. Floats go above 1.0."""
DEAD_PEAK_DBFS = -90.3
"""One step of 16 bits: a peak no higher than this is a muted microphone's dither and no room."""
LEAST_POWER = 1e-20
"""Mean square that stands for "nothing": -197 dBFS, below what 32-bit samples can hold."""


def dbfs(power: float) -> float:
    """The level of a mean square, in dBFS."""
    return float(10 * np.log10(2 * max(power, LEAST_POWER)))


def peak_dbfs(amplitude: float) -> float:
    """The level of a peak amplitude, in dBFS: that of a sine with this peak."""
    return dbfs(amplitude * amplitude / 2)


def exceeded(powers: NDArray[np.float64], percent: float) -> float:
    """The level, in dBFS, that `powers` (mean squares at equal intervals) exceed for `percent` of the time.

    With F-weighted powers this is the percentile level L10, L50 or L90 (ISO 1996-1).
    """
    return dbfs(float(np.percentile(powers, 100 - percent)))
