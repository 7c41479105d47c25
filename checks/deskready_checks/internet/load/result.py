"""What a direction came to: a rate, its interval, and in words how it was found."""

import math
from typing import NamedTuple

from deskready.plugin import Quantity, Text, Unit, counted, message
from deskready_checks.internet.load.course import ABOVE, CERTAIN, CLEARLY, Course, Stop
from deskready_checks.internet.load.engine import Loaded
from deskready_checks.internet.load.limits import Held
from deskready_checks.internet.load.ramp import WINDOW_SECONDS
from deskready_checks.internet.probe.advice import also

_HINDERED = 0.97
"""A share of the pace from which on the brake, and not the line, set the rate."""
_LEAST_SHARE = 0.1
"""The share of a line's rate that a computer is thought to let through at least, which is the limit itself."""
_PACED = message("internet.load.paced", "paced at {pace}")
_LEAST = message("internet.load.least", "at least {rate}")
_RISING = counted(
    "internet.load.rising",
    "while it still rose, over {count} connection",
    "while it still rose, over {count} connections",
)
_MEAN = counted(
    "internet.load.mean",
    "mean of {time} after the ramp, over {count} connection",
    "mean of {time} after the ramp, over {count} connections",
)


class Result(NamedTuple):
    """One direction's result."""

    rate: float
    """Mbit/s; where it is the least, no more than is certain."""
    low: float
    """Lower end of the interval."""
    high: float
    """Its upper end; where the rate is the least, the highest that was seen."""
    samples: int | None
    """Batches that it rests on."""
    method: Text
    """How it was found."""
    least: bool = False
    """Whether all that is known is that it is no less."""

    def beside(self, mbit: float) -> "Result":
        """The same line, which carried so many Mbit/s more than was counted here."""
        return self._replace(rate=self.rate + mbit, low=self.low + mbit, high=self.high + mbit)


def result(loaded: Loaded, pace: float = 0.0) -> Result:
    """The result of a direction that was run at no more than `pace` Mbit/s (0 for no limit)."""
    course = loaded.course
    found = course.estimate
    words = [_window(course), loaded.stop.value]
    braked = pace > 0 and found.rate > _HINDERED * pace
    if braked:
        words.append(_PACED(pace=Quantity(pace, Unit.MBIT_S, digits=0)))
    hindered = _kept(loaded) < 1
    if loaded.stop is Stop.MET or braked or hindered or course.ramp is None:
        low, high = _at_least(course)
        high = max(high, high / _kept(loaded))
        least = _LEAST(rate=Quantity(low, Unit.MBIT_S, digits=1))
        return Result(low, low, high, found.batches or None, also(least, *words), least=True)
    half = CERTAIN * found.half if loaded.stop in (Stop.MISSED, Stop.BETWEEN) else found.half
    low, high = (found.rate - half, found.rate + half) if math.isfinite(half) else _seen(course)
    return Result(found.rate, max(low, 0.0), high, found.batches or None, also(*words))


def _kept(loaded: Loaded) -> float:
    """The least share of the line's rate that this computer may have let through."""
    if loaded.held is Held.COMPUTER:
        return _LEAST_SHARE
    return max(loaded.kept_up, _LEAST_SHARE) if loaded.held is Held.BUSY else 1.0


def _window(course: Course) -> Text:
    """What the rate was taken from."""
    flows = max(course.growth.flows, 1)
    if course.ramp is None:
        return _RISING(count=flows)
    return _MEAN(count=flows, time=Quantity(course.estimate.seconds, Unit.SECOND, digits=1))


def _at_least(course: Course) -> tuple[float, float]:
    """What is certain, and the highest that was seen."""
    found, now = course.estimate, course.trace.seconds
    if course.ramp is None or not math.isfinite(found.half):
        recent = course.trace.rate(max(now - 2 * WINDOW_SECONDS, 0.0), now)
        return recent / CLEARLY * ABOVE, max(recent, found.rate)
    return max(found.rate - CERTAIN * found.half, 0.0), found.rate + CERTAIN * found.half


def _seen(course: Course) -> tuple[float, float]:
    """The lowest and highest rate of a part of the window, for what is too short for statistics."""
    assert course.ramp is not None
    batches = course.trace.batches(course.ramp) or [course.estimate.rate]
    return min(*batches, course.estimate.rate), max(*batches, course.estimate.rate)
