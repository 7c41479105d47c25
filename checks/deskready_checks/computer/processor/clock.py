"""The processor's clock, as far as the system tells it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from deskready.plugin import Text, message, text

HIGHEST = text("computer.clock.highest", "highest rate that the system allows")
"""How a clock was obtained that the system gives as the highest."""
_NOW = text("computer.clock.now", "rate at this moment; the system does not tell the highest")
_ROUNDED = message("computer.clock.rounded", "{method}; rounded down to whole GHz")
#: Below this many MHz no computer of this century runs.
_SLOWEST = 100


class Frequency(Protocol):
    """What the system says of one core; 0 is "unknown"."""

    @property
    def current(self) -> float:
        """MHz at this moment."""

    @property
    def max(self) -> float:
        """MHz at most."""


@dataclass(frozen=True)
class Clock:
    """A clock rate in MHz."""

    mhz: float
    """The rate."""
    method: Text
    """How it was obtained."""
    high: float | None = None
    """The highest rate that it may stand for, where the system rounds."""


def read_clock() -> Clock | None:
    """The clock of the fastest core, or None where the system does not tell; raises what psutil raises."""
    import psutil

    return clock(psutil.cpu_freq(percpu=True))


def clock(cores: Sequence[Frequency]) -> Clock | None:
    """The highest maximum of these cores, or where none is known the highest current rate."""
    fastest = max((core.max or 0 for core in cores), default=0)
    if fastest > 0:
        return _plausible(fastest, HIGHEST)
    now = max((core.current or 0 for core in cores), default=0)
    return _plausible(now, _NOW)


def _plausible(mhz: float, method: Text) -> Clock | None:
    """The clock, or None for a number that cannot be one.

    On Apple's M4 and later, psutil up to 7.2 gives whole GHz, rounded down, for MHz (psutil issue 2642).
    """
    if mhz >= _SLOWEST:
        return Clock(mhz, method)
    if 1 <= mhz <= 10 and mhz == int(mhz):
        return Clock(mhz * 1000, _ROUNDED(method=method), (mhz + 1) * 1000)
    return None
