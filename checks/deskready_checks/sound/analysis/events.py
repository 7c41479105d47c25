"""Disturbances: moments that stand out of a room's background."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from deskready_checks.sound.analysis.levels import LEAST_POWER
from deskready_checks.sound.analysis.weighting import FAST_SECONDS

Array = NDArray[np.float64]

EVENT_SECONDS = 0.035
"""Time constant of the levels that events are found in: short enough to see a knock, and the pause after a word."""
ABOVE_DB = 10.0
"""How far above the background an event is: about twice as loud to the ear."""
BACKGROUND_PERCENT = 10
"""Percentile of the levels that is the background: what is exceeded nine tenths of the time, as in LA90."""
GAP_SECONDS = 0.5
"""A shorter pause does not end an event: three knocks, or barks close to each other, disturb once."""


@dataclass(frozen=True)
class Event:
    """One disturbance."""

    start: float
    """When it begins, in seconds."""
    seconds: float
    """How long it stands out."""
    above: float
    """How far its loudest moment, A- and F-weighted, stands above the background, in dB."""

    @property
    def end(self) -> float:
        """When it is over, in seconds."""
        return self.start + self.seconds


def find_events(fast: Array, hop: float) -> tuple[Event, ...]:
    """The disturbances in a room, in order.

    Args:
        fast: A- and F-weighted mean squares at equal intervals.
        hop: The interval in seconds, far below `FAST_SECONDS`.
    """
    if len(fast) <= 1:
        return ()
    fast = np.maximum(fast, LEAST_POWER)
    quick = quickened(fast, hop)
    loud = np.flatnonzero(quick > np.percentile(quick, BACKGROUND_PERCENT) * 10 ** (ABOVE_DB / 10))
    if not len(loud):
        return ()
    background = np.percentile(fast, BACKGROUND_PERCENT)
    groups = np.split(loud, np.flatnonzero(np.diff(loud) * hop > GAP_SECONDS) + 1)
    return tuple(
        Event(
            start=float(group[0] * hop),
            seconds=float((group[-1] - group[0] + 1) * hop),
            above=float(10 * np.log10(fast[group[0] : group[-1] + 1].max() / background)),
        )
        for group in groups
    )


def quickened(fast: Array, hop: float) -> Array:
    """The mean squares with a time constant of `EVENT_SECONDS`, worked out from those with that of F."""
    slow, keep = np.exp(-hop / FAST_SECONDS), float(np.exp(-hop / EVENT_SECONDS))
    means = np.maximum((fast[1:] - slow * fast[:-1]) / (1 - slow), LEAST_POWER)
    power = float(means[0])
    found = [power]
    for mean in means.tolist():
        power = keep * power + (1 - keep) * mean
        found.append(power)
    return np.array(found)
