"""Beeps that a person counts, made here and at no other place: no recording is needed, and no language."""

import numpy as np
from numpy.typing import NDArray

BEEP_HZ = 800.0
"""A pitch in the middle of the voice, which the smallest earpiece plays."""
BEEP_SECONDS = 0.25
"""Length of a beep."""
GAP_SECONDS = 0.3
"""Silence between beeps, long enough to count along."""
LEAD_SECONDS = 0.5
"""Silence before the first: Bluetooth headsets swallow what they wake to."""
_FADE_SECONDS = 0.02


def beeps(count: int, level_dbfs: float, rate: int) -> NDArray[np.float64]:
    """So many beeps, for one ear.

    Args:
        count: How many.
        level_dbfs: Their level (AES17: of a sine whose peaks reach full scale, 0).
        rate: Sampling rate in Hz.
    """
    times = np.arange(round(BEEP_SECONDS * rate)) / rate
    fade = np.minimum(1, np.minimum(times, times[::-1]) / _FADE_SECONDS)
    beep = 10 ** (level_dbfs / 20) * np.sin(2 * np.pi * BEEP_HZ * times) * fade
    gap = np.zeros(round(GAP_SECONDS * rate))
    parts = [np.zeros(round(LEAD_SECONDS * rate))] + [beep, gap] * count
    return np.concatenate(parts)
