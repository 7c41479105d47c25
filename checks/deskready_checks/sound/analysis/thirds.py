"""The third-octave spectrum: mean levels in the bands of IEC 61260-1:2014, base ten, with ideal edges."""

from collections.abc import Mapping

import numpy as np

from deskready_checks.sound.analysis.levels import dbfs
from deskready_checks.sound.analysis.spectrum import Spectra

A_WEIGHT_DB: Mapping[float, float] = {
    25: -44.7,
    31.5: -39.4,
    40: -34.6,
    50: -30.2,
    63: -26.2,
    80: -22.5,
    100: -19.1,
    125: -16.1,
    160: -13.4,
    200: -10.9,
    250: -8.6,
    315: -6.6,
    400: -4.8,
    500: -3.2,
    630: -1.9,
    800: -0.8,
    1000: 0.0,
    1250: 0.6,
    1600: 1.0,
    2000: 1.2,
    2500: 1.3,
    3150: 1.2,
    4000: 1.0,
    5000: 0.5,
    6300: -0.1,
    8000: -1.1,
    10_000: -2.5,
    12_500: -4.3,
    16_000: -6.6,
    20_000: -9.3,
}
"""The bands, by their nominal midband frequency in Hz, each with its A-weighting in dB (IEC 61672-1:2013, Table 3)."""
REFERENCE_BAND = 1000
"""The band whose exact midband frequency is its nominal one."""
BANDS_PER_DECADE = 10
"""A base-ten third-octave is a tenth of a decade (IEC 61260-1:2014, 5.3)."""


def midband(nominal: float) -> float:
    """The exact midband frequency, in Hz, of the band of that nominal one."""
    step = round(BANDS_PER_DECADE * np.log10(nominal / REFERENCE_BAND))
    return float(REFERENCE_BAND * 10 ** (step / BANDS_PER_DECADE))


def a_weight(hertz: float) -> float:
    """The A-weighting in dB at a frequency within the bands, to 0.2 dB: a straight line between midband frequencies."""
    return float(np.interp(np.log10(hertz), np.log10(list(A_WEIGHT_DB)), list(A_WEIGHT_DB.values())))


def thirds_in(spectra: Spectra) -> dict[float, float]:
    """The mean level of every band that the sampling rate holds, in dBFS (AES17), unweighted.

    Returns:
        Levels by nominal midband frequency in Hz.
    """
    powers = spectra.powers()
    # a bin holds what lies half a bin to both sides of it: the sum up to an edge is a straight line between bins
    edges = (np.arange(len(powers) + 1) - 0.5) * spectra.width
    total = np.concatenate(([0.0], np.cumsum(powers)))
    half = 10 ** (0.5 / BANDS_PER_DECADE)
    found = {}
    for nominal in A_WEIGHT_DB:
        low, high = midband(nominal) / half, midband(nominal) * half
        if high <= spectra.nyquist:
            below, above = np.interp([low, high], edges, total)
            found[nominal] = dbfs(float(above - below))
    return found
