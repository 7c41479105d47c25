"""What a direction came to: a rate, its interval, and in words how it was found."""

import math
from typing import NamedTuple

from deskready_checks.internet.load.course import ABOVE, CERTAIN, CLEARLY, Course, Stop
from deskready_checks.internet.load.engine import Loaded
from deskready_checks.internet.load.ramp import WINDOW_SECONDS

_HINDERED = 0.97
"""A share of the pace from which on the brake, and not the line, set the rate."""


class Result(NamedTuple):
    """One direction's result."""

    rate: float
    """Mbit/s; where the method says "at least", no more than is certain."""
    low: float
    """Lower end of the interval."""
    high: float
    """Its upper end; where the method says "at least", the highest that was seen."""
    samples: int | None
    """Batches that it rests on."""
    method: str
    """How it was found."""


def result(loaded: Loaded, pace: float = 0.0) -> Result:
    """The result of a direction that was run at no more than `pace` Mbit/s (0 for no limit)."""
    course = loaded.course
    found = course.estimate
    words = [_window(course), f"ended because {loaded.stop.value}"]
    if loaded.held.value:
        words.append(loaded.held.value)
    braked = pace > 0 and found.rate > _HINDERED * pace
    if braked:
        words.append(f"paced at {pace:.0f} Mbit/s")
    if loaded.stop is Stop.MET or braked or course.ramp is None:
        low, high = _at_least(course)
        return Result(low, low, high, found.batches or None, "; ".join([f"at least {low:.1f} Mbit/s", *words]))
    half = CERTAIN * found.half if loaded.stop in (Stop.MISSED, Stop.BETWEEN) else found.half
    low, high = (found.rate - half, found.rate + half) if math.isfinite(half) else _seen(course)
    return Result(found.rate, max(low, 0.0), high, found.batches or None, "; ".join(words))


def _window(course: Course) -> str:
    """What the rate was taken from."""
    flows = course.growth.flows
    lines = f"{flows} connections" if flows > 1 else "1 connection"
    if course.ramp is None:
        return f"while it still rose, over {lines}"
    return f"mean of {course.estimate.seconds:.1f} s after the ramp, over {lines}"


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
