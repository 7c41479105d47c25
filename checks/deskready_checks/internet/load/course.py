"""The course of one direction: what is known at each moment, and when that is enough. No clock, no network."""

import math
from collections.abc import Callable
from enum import Enum
from typing import NamedTuple

from deskready.plugin import text
from deskready_checks.internet.load.estimate import Estimate, estimate
from deskready_checks.internet.load.growth import Growth
from deskready_checks.internet.load.ramp import FORCED_SECONDS, WINDOW_SECONDS, is_over
from deskready_checks.internet.load.trace import Trace

CERTAIN = 1.3
"""Half-widths of the interval between the mean and what is certain: 99 % to one side."""
ABOVE, BELOW = 1.1, 0.9
"""Within these shares of the need no verdict is certain: another server's answer would differ by as much."""
CLEARLY = 1.4
"""A share of the need that a line, once it moved it for two windows, need not prove any further."""
LEAST_SECONDS = 3.0
"""How long a mean has to be at least to be a measurement: shorter ones do not show how a radio link sways."""
VERDICT_SECONDS, MISSED_SECONDS = 1.0, 2.0
"""How long at least for a verdict that the need is met, and that it is not."""
TICK_SECONDS = 0.05
"""How often a reading is due."""
STALL_SECONDS, STALL_BYTES = 3.0, 3_000
"""A transfer that moves less in that time has stalled: 8 kbit/s."""


class Stop(Enum):
    """Why a direction was ended; its value says it in a few words."""

    MET = text("internet.load.stop.met", "ended because the need is certainly met")
    MISSED = text("internet.load.stop.missed", "ended because the need is certainly missed")
    BETWEEN = text(
        "internet.load.stop.between", "ended because the need is certainly met, and what is recommended is not"
    )
    NARROW = text("internet.load.stop.narrow", "ended because the interval was narrow enough")
    TIME = text("internet.load.stop.time", "ended because its time was up")
    BUDGET = text("internet.load.stop.budget", "ended because its share of data was used up")
    ENDED = text("internet.load.stop.ended", "ended because it was ended early")
    STALLED = text("internet.load.stop.stalled", "ended because nothing moved any more")


class Rules(NamedTuple):
    """What ends a direction."""

    earliest_ramp: float
    """The ramp's end, in seconds, at the earliest."""
    seconds: float = 10.0
    """How long it may take."""
    budget: int = 0
    """Bytes it may move; 0 for 100 MB up to 100 Mbit/s and 250 MB above."""
    need: float = 0.0
    """Mbit/s that decide about a verdict; 0 for none."""
    good: float = 0.0
    """Mbit/s that decide beside it whether the line is more than enough; 0 for none."""
    verdict: bool = False
    """Whether a certain verdict is all that is wanted."""
    precision: float = 0.05
    """Half-width of an interval that is narrow enough, as a share of the mean."""
    most_flows: int = 16
    """Connections at most."""
    least_seconds: Callable[[float], float] = lambda _: LEAST_SECONDS
    """How long a mean has to be at least before a narrow interval is enough, by the rate in Mbit/s."""


class Course:
    """Follows a transfer reading by reading.

    Args:
        rules: What ends it.

    Attributes:
        trace: What was moved.
        ramp: When the ramp was over, or None.
        growth: How many connections there should be.
    """

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.trace = Trace()
        self.ramp: float | None = None
        self.growth = Growth(rules.most_flows)

    def feed(self, seconds: float, count: int, slack: float = 0.0) -> Stop | None:
        """Takes a reading, as `Trace.add` does, and says whether the transfer should end."""
        self.trace.add(seconds, count, slack)
        if self.ramp is None:
            self.growth.follow(self.trace)
            flat = self.growth.done or self.trace.seconds >= FORCED_SECONDS
            if flat and is_over(self.trace, self.rules.earliest_ramp):
                self.ramp = max(self.trace.seconds - WINDOW_SECONDS, self.rules.earliest_ramp)
        return self._stop()

    @property
    def estimate(self) -> Estimate:
        """The rate since the ramp; while it lasts, that of the last window, with nothing said about certainty."""
        if self.ramp is None:
            now = self.trace.seconds
            begin = max(now - WINDOW_SECONDS, 0.0)
            return Estimate(self.trace.rate(begin, now), math.inf, now - begin, 0)
        return estimate(self.trace, self.ramp)

    @property
    def kept_up(self) -> float:
        """The share of the readings since the ramp that came when they were due, 0 to 1."""
        begin = self.ramp or 0.0
        seconds = self.trace.seconds - begin
        return min(self.trace.readings(begin) * TICK_SECONDS / seconds, 1.0) if seconds > TICK_SECONDS else 1.0

    def _stop(self) -> Stop | None:
        """The first reason that there is."""
        trace, rules = self.trace, self.rules
        now = trace.seconds
        span = min(STALL_SECONDS, rules.seconds)
        if now >= span and trace.total - trace.at(now - span) < STALL_BYTES * span / STALL_SECONDS:
            return Stop.STALLED
        found = self.estimate
        if rules.verdict and (certain := self._certain(found)):
            return certain
        if trace.total >= (rules.budget or default_budget(found.rate)):
            return Stop.BUDGET
        if now >= rules.seconds:
            return Stop.TIME
        enough = self.ramp is not None and found.seconds >= rules.least_seconds(found.rate) - 1e-9
        return Stop.NARROW if enough and found.half < rules.precision * found.rate else None

    def _certain(self, found: Estimate) -> Stop | None:
        """The verdict, where it is certain against all that is asked for."""
        need, good = self.rules.need, self.rules.good
        verdicts = [self._against(limit, found) for limit in (need, good) if limit]
        if not verdicts or None in verdicts:
            return None
        return Stop.BETWEEN if len(set(verdicts)) > 1 else verdicts[0]

    def _against(self, need: float, found: Estimate) -> Stop | None:
        """Whether a rate is met, where that is certain."""
        now = self.trace.seconds
        if now >= VERDICT_SECONDS and self.trace.rate(now - 2 * WINDOW_SECONDS, now) > CLEARLY * need:
            return Stop.MET
        if self.ramp is None:
            return None
        if found.seconds >= VERDICT_SECONDS - 1e-9 and found.rate - CERTAIN * found.half > ABOVE * need:
            return Stop.MET
        low = found.seconds >= MISSED_SECONDS - 1e-9 and found.rate + CERTAIN * found.half < BELOW * need
        return Stop.MISSED if low and self.growth.done else None


def default_budget(rate: float) -> int:
    """Bytes that a direction of a rate in Mbit/s may move where nobody chose."""
    return 100_000_000 if rate <= 100 else 250_000_000
