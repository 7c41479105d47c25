"""The sound level meter: what a stream of samples amounts to, kept as a few numbers and never as sound."""

from dataclasses import dataclass

import numpy as np

from deskready_checks.sound.analysis.events import Event, find_events
from deskready_checks.sound.analysis.levels import FULL_SCALE, Samples, dbfs, exceeded, peak_dbfs
from deskready_checks.sound.analysis.runs import Runs
from deskready_checks.sound.analysis.weighting import HOPS_PER_SECOND, AWeighting, FastWeighting

CLIPPED_RUN = 3
"""Samples at full scale in a row that make a clipped peak; a sound that just fits touches it once or twice."""


@dataclass(frozen=True)
class Levels:
    """What a meter read over its whole time. Levels in dBFS (AES17)."""

    laeq: float
    """A-weighted equivalent level."""
    la10: float
    """A- and F-weighted level exceeded for 10 % of the time: the loud moments."""
    la50: float
    """A- and F-weighted level exceeded for half of the time."""
    la90: float
    """A- and F-weighted level exceeded for 90 % of the time: the background."""
    lafmax: float
    """Highest A- and F-weighted level."""
    peak: float
    """Unweighted peak."""
    clipped: float
    """Share of clipped samples, in per cent."""
    frames: int
    """Samples that it rests on."""
    hops: int
    """F-weighted levels that it rests on."""


class Meter:
    """A streaming sound level meter for one channel.

    Args:
        rate: Sampling rate in Hz; one of `a_weighting_table()`.
    """

    def __init__(self, rate: int) -> None:
        self._weighting = AWeighting(rate)
        self._fast = FastWeighting(rate)
        self.restart()

    def restart(self) -> None:
        """Forgets what was read, but not the filters' states: they need time to settle."""
        self._energy = 0.0
        self._frames = 0
        self._peak = 0.0
        self._fast.highest = 0.0
        self._fast_powers: list[float] = []
        self._clips = Runs(CLIPPED_RUN)

    @property
    def fast(self) -> float:
        """The A- and F-weighted level at this moment, in dBFS."""
        return dbfs(self._fast.power)

    def feed(self, block: Samples) -> None:
        """Takes the next samples."""
        if not len(block):
            return
        weighted = self._weighting.process(block)
        self._fast_powers += self._fast.process(weighted)
        self._energy += float(weighted @ weighted)
        self._frames += len(block)
        amplitudes = np.abs(block)
        self._peak = max(self._peak, float(amplitudes.max()))
        self._clips.feed(amplitudes >= FULL_SCALE)

    def read(self) -> Levels:
        """What the samples since the last restart amount to.

        Raises:
            ValueError: There were fewer than one hop of them.
        """
        if not self._fast_powers:
            raise ValueError("Too little sound for a level.")
        powers = np.array(self._fast_powers)
        return Levels(
            laeq=dbfs(self._energy / self._frames),
            la10=exceeded(powers, 10),
            la50=exceeded(powers, 50),
            la90=exceeded(powers, 90),
            lafmax=dbfs(self._fast.highest),
            peak=peak_dbfs(self._peak),
            clipped=100 * self._clips.counted / self._frames,
            frames=self._frames,
            hops=len(powers),
        )

    def events(self) -> tuple[Event, ...]:
        """The disturbances since the last restart, their times in seconds from then on."""
        return find_events(np.array(self._fast_powers), 1 / HOPS_PER_SECOND)
