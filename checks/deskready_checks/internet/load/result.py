"""What a direction came to: a rate, its interval, and in words how it was found."""

import math
from collections.abc import Iterable
from typing import NamedTuple

from deskready.plugin import Quantity, Text, Unit, counted, message, text
from deskready_checks.internet.load.course import ABOVE, CERTAIN, CLEARLY, Course, Stop
from deskready_checks.internet.load.engine import Loaded
from deskready_checks.internet.load.limits import Held
from deskready_checks.internet.load.ramp import WINDOW_SECONDS
from deskready_checks.internet.probe.advice import also

_HINDERED = 0.97
"""A share of the pace from which on the brake, and not the line, set the rate."""
BRIEFLY = 0.1
"""A share of a transfer up to which the server's limit hardly shows in the rate."""
_MOSTLY = 0.5
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
_SERVER = message("internet.load.server", "for {share} of the time the server was the limit, not the line")
_LESS_BUSY = text(
    "internet.load.less-busy",
    "Measure again when fewer measure against this server, or ask whoever runs it for a higher rate (--max-rate).",
)
_BY_SERVER = {
    True: text(
        "internet.load.by-server",
        "The server, not your line, was the limit: your line carries at least this.",
    ),
    False: text(
        "internet.load.partly-by-server",
        "For a part of the time the server, not your line, was the limit: your line carries at least this.",
    ),
}


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
    surer: Text = Text()
    """What would tell more, where that is known."""

    def beside(self, mbit: float) -> "Result":
        """The same line, which carried so many Mbit/s more than was counted here."""
        return self._replace(rate=self.rate + mbit, low=self.low + mbit, high=self.high + mbit)


def result(loaded: Loaded) -> Result:
    """The result of a direction."""
    course = loaded.course
    found = course.estimate
    words = [_window(course), loaded.stop.value]
    braked = loaded.pace > 0 and found.rate > _HINDERED * loaded.pace
    if braked:
        words.append(_PACED(pace=Quantity(loaded.pace, Unit.MBIT_S, digits=0)))
    hindered = loaded.held in (Held.BUSY, Held.COMPUTER)
    if loaded.stop is Stop.MET or braked or hindered or course.ramp is None:
        low, high = _at_least(course)
        least = _LEAST(rate=Quantity(low, Unit.MBIT_S, digits=1))
        return Result(low, low, high, found.batches or None, also(least, *words), least=True)
    half = CERTAIN * found.half if loaded.stop in (Stop.MISSED, Stop.BETWEEN) else found.half
    low, high = (found.rate - half, found.rate + half) if math.isfinite(half) else _seen(course)
    return Result(found.rate, max(low, 0.0), high, found.batches or None, also(*words))


def limited(found: Result, share: float) -> Result:
    """The same, of a transfer of which the server says that for such a share of it, 0 to 1, it was the limit itself.

    What came through, the line carries. What the line would carry, nobody knows: a rate that the server held back
    can meet a need and cannot miss one, whatever a server says of itself.
    """
    if share <= BRIEFLY:
        return found
    words = [_SERVER(share=Quantity(share * 100, Unit.PERCENT, digits=0)), found.method]
    if not found.least:
        words.insert(0, _LEAST(rate=Quantity(found.low, Unit.MBIT_S, digits=1)))
    return found._replace(rate=found.low, method=also(*words), least=True, surer=_LESS_BUSY)


def said_of_server(shares: Iterable[float]) -> Text:
    """What a person reads of servers that were the limit for such shares of the transfers; nothing where none was."""
    held = [share for share in shares if share > BRIEFLY]
    return _BY_SERVER[max(held) > _MOSTLY] if held else Text()


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
