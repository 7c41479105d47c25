"""Mains hum: lines at multiples of 50 or 60 Hz that stay where they are and stand out of what is around them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from deskready_checks.sound.analysis.levels import Samples, dbfs
from deskready_checks.sound.analysis.spectrum import Spectra, spectra_of
from deskready_checks.sound.analysis.thirds import a_weight

MAINS_HZ = (50, 60)
"""The frequencies of the world's mains."""
HARMONICS = 8
"""Multiples that are looked at: transformers hum at even ones, bad earthing at odd ones."""
DRIFT = 0.004
"""How far a line may lie from its multiple, as a share: the mains stay within 0.2 Hz, and so do sound cards' clocks."""
PROMINENT_DB = 15.0
"""How far a line stands out of the local floor, to be one."""
LONE_DB = 25.0
"""How far a line stands out that is the only one."""
NEAR_HZ, FAR_HZ = 3.0, 20.0
"""From where to where on both sides of a line its floor is taken."""
STEADY_PERCENT = 25
"""The power of a line is what its bin exceeds for the rest of the time."""
LEAST_SECONDS = 1.0
"""In less sound a line is as wide as the gap between 50 and 60 Hz multiples."""

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Hum:
    """A mains hum."""

    frequency: int
    """Of the mains, in Hz: 50 or 60."""
    level: float
    """Level of all its lines together, unweighted, in dBFS (AES17)."""
    weighted: float
    """The same, A-weighted."""
    prominence: float
    """How far the strongest line stands out of the floor around it, in dB."""


def find_hum(samples: Samples, rate: int) -> Hum | None:
    """The mains hum in samples, or None where there is none.

    Args:
        samples: Sound of one channel, best some seconds of it.
        rate: Sampling rate in Hz.
    """
    return hum_in(spectra_of(samples, rate)) if len(samples) >= LEAST_SECONDS * rate else None


def hum_in(spectra: Spectra) -> Hum | None:
    """The mains hum in a sound of at least `LEAST_SECONDS`, or None where there is none.

    A line is there for at least three quarters of the time; a voice or a machine that starts and stops leaves none.
    """
    floor, steady = np.percentile(spectra.low_powers(), [50, STEADY_PERCENT], axis=0)
    found = [hum for mains in MAINS_HZ if (hum := _hum_of(mains, steady, floor, spectra.width)) is not None]
    return max(found, key=lambda hum: hum.level, default=None)


def _hum_of(mains: int, steady: Array, floor: Array, width: float) -> Hum | None:
    """The hum of mains of that frequency: a line at it or at twice it, with a second line or far above the floor.

    Only those two tell 50 from 60 Hz: 300 Hz is a multiple of both.
    """
    found = {number: _line(number * mains, steady, floor, width) for number in range(1, HARMONICS + 1)}
    lines = {number: line for number, line in found.items() if line is not None}
    leading = max((prominence for number, (_, prominence) in lines.items() if number <= 2), default=0.0)
    if not leading or (len(lines) == 1 and leading < LONE_DB):
        return None
    total = sum(power for power, _ in lines.values())
    weighted = sum(power * 10 ** (a_weight(number * mains) / 10) for number, (power, _) in lines.items())
    return Hum(mains, dbfs(total), dbfs(weighted), max(prominence for _, prominence in lines.values()))


def _line(hertz: float, steady: Array, floor: Array, width: float) -> tuple[float, float] | None:
    """The power of the line there and how many dB its peak stands out; None where there is no line."""
    away = np.abs(np.arange(len(steady)) * width - hertz)
    beside = floor[(away >= NEAR_HZ) & (away <= FAR_HZ)]
    around = np.flatnonzero(away <= max(width, DRIFT * hertz))
    if not len(beside) or not len(around):
        return None
    peak = around[np.argmax(steady[around])]
    prominence = dbfs(float(steady[peak])) - dbfs(float(np.median(beside)))
    if prominence < PROMINENT_DB:
        return None
    return float(steady[max(0, peak - 2) : peak + 3].sum()), prominence
