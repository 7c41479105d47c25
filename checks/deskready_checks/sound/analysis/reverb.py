"""The reverberation time of a room, from one clap.

ISO 3382-2, the integrated impulse response: the energy still to come, summed backwards, falls along a straight line;
T20 is three times the time that it takes from -5 to -25 dB. A hand is no pistol: one time for 400 to 2500 Hz is all
that a clap is good for.
"""

import numpy as np
from numpy.typing import NDArray

from deskready_checks.sound.analysis.levels import Samples

LOW_HZ, HIGH_HZ = 400.0, 2500.0
"""The band in which a clap is louder than a room's noise."""
SKIRT = 0.15
"""Over which part of its own frequency each edge of the band falls off."""
FRAME_SECONDS = 0.005
"""Time resolution of the decay."""
TAIL_SECONDS = 2.5
"""Sound after the clap that is looked at."""
RANGE_DB = 35.0
"""How far a clap must stand above the noise for T20: 25 dB, and 10 above what is left of them (ISO 3382-2)."""
ATTACK_SECONDS = 0.02
"""How long before its loudest moment a clap has not begun. Voices take longer to rise."""
LEAST_SECONDS, GREATEST_SECONDS = 0.05, 5.0
"""Reverberation times of rooms in which people live. What lies beyond is no clap."""

Array = NDArray[np.float64]


def reverberation_seconds(samples: Samples, rate: int) -> float | None:
    """T20 in seconds, or None where no clap stands far enough above the noise.

    Args:
        samples: A stretch with one clap in it, and with at least half a second of the room after it.
        rate: Sampling rate in Hz, at least 8000.
    """
    powers = _band_powers(samples, rate)
    if len(powers) < 0.2 / FRAME_SECONDS:
        return None
    noise = float(np.percentile(powers, 20))
    peak, attack = int(np.argmax(powers)), round(ATTACK_SECONDS / FRAME_SECONDS)
    tail = powers[peak : peak + round(TAIL_SECONDS / FRAME_SECONDS)]
    least = 10 ** (RANGE_DB / 10) * max(noise, *powers[max(0, peak - 2 * attack) : peak - attack + 1])
    if not noise or tail[0] < least:
        return None
    found = _decay_seconds(tail, noise)
    return found if found is not None and LEAST_SECONDS <= found <= GREATEST_SECONDS else None


def _band_powers(samples: Samples, rate: int) -> Array:
    """The mean square in the band, frame by frame."""
    spectrum = np.fft.rfft(np.asarray(samples, np.float64))
    hertz = np.fft.rfftfreq(len(samples), 1 / rate)
    rise = np.clip((hertz / LOW_HZ - 1) / SKIRT + 1, 0, 1)
    fall = np.clip((1 - hertz / HIGH_HZ) / SKIRT + 1, 0, 1)
    banded = np.fft.irfft(spectrum * rise * fall, len(samples))
    size = round(FRAME_SECONDS * rate)
    whole = banded[: len(banded) // size * size].reshape(-1, size)
    return np.asarray((whole * whole).mean(axis=1))


def _decay_seconds(tail: Array, noise: float) -> float | None:
    """The time for 60 dB, from a line through the sum of what is still to come, noise taken off."""
    end = int(np.argmax(tail < 2 * noise)) or len(tail)
    energy = np.maximum(tail[:end] - noise, 0)
    left = np.cumsum(energy[::-1])[::-1]
    left = left[left > 0]
    levels = 10 * np.log10(left / left[0])
    inside = np.flatnonzero((levels <= -5) & (levels >= -25))
    if len(inside) < 4 or levels[-1] > -25:
        return None
    slope = float(np.polyfit(inside * FRAME_SECONDS, levels[inside], 1)[0])
    return -60 / slope if slope < 0 else None
