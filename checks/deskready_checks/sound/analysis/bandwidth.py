"""The bandwidth that a microphone delivers: up to which frequency anything arrives.

A link that carries less than the sampling rate promises (Bluetooth hands-free: 8 or 16 kHz, resampled by the system)
cuts voice and noise alike, so there is a cliff in the spectrum above which nothing is left. Neither a low voice nor a
room makes one: their spectra slope.
"""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from deskready_checks.sound.analysis.levels import Samples

EDGE_DB = 10.0
"""Fall below the level under the edge from which a band at the edge is cut off."""
FRAME_SECONDS = 0.04
"""Length of the frames whose spectra are compared."""
LOUD_PERCENT = 95
"""Of each band the level that it exceeds in one frame of twenty: sibilants are rare, and they reach high."""
BANDS_PER_OCTAVE = 12
"""Width of the bands. A cliff is to be found to within half of one: 3 %."""
LOWEST_HZ = 1500.0
"""No cliff is looked for below; every voice has pauses in its spectrum there."""
BELOW_BANDS = 4
"""Bands under an edge whose median is the level that falls: a third of an octave."""
SKIRT_BANDS = 2
"""Bands at an edge that count on neither side: a filter needs some room to fall."""
CLIFF_DB = 25.0
"""Fall over `SKIRT_BANDS` that no voice and no microphone has by nature; a resampler's is 40 and more."""

Array = NDArray[np.float64]


def bandwidth(samples: Samples, rate: int) -> float:
    """The highest frequency in Hz that is delivered, half the sampling rate where nothing is cut off.

    Args:
        samples: At least a second of speech.
        rate: Sampling rate in Hz.
    """
    edges, levels = band_levels(samples, rate)
    for place in range(BELOW_BANDS, len(levels) - SKIRT_BANDS):
        below = float(np.median(levels[place - BELOW_BANDS : place]))
        if below - float(levels[place + SKIRT_BANDS :].max()) >= CLIFF_DB:
            skirt = levels[place : place + SKIRT_BANDS] > below - EDGE_DB
            return float(edges[place + np.count_nonzero(skirt)])
    return rate / 2


def band_levels(samples: Samples, rate: int) -> tuple[Array, Array]:
    """The loud level of every band from `LOWEST_HZ` up to half the sampling rate.

    Returns:
        The edges of the bands in Hz, one more than bands; and for each band the level of its power density in dB.
    """
    size = round(FRAME_SECONDS * rate)
    frames = np.asarray(samples[: len(samples) // size * size], np.float64).reshape(-1, size)
    powers = np.abs(np.fft.rfft(frames * np.blackman(size), axis=1)) ** 2
    octaves = np.log2(rate / 2 / LOWEST_HZ)
    edges = LOWEST_HZ * 2 ** (np.arange(int(octaves * BANDS_PER_OCTAVE) + 1) / BANDS_PER_OCTAVE)
    bins = np.ceil(edges * size / rate).astype(int)
    found = [powers[:, low:high].mean(axis=1) for low, high in pairwise(bins)]
    loud = [np.percentile(band, LOUD_PERCENT) if len(band) else 0.0 for band in found]
    return edges, 10 * np.log10(np.maximum(loud, 1e-20))
