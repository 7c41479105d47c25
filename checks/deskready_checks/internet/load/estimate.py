"""How fast a line is, by its trace, and how certain that is."""

import itertools
import math
from collections.abc import Sequence
from typing import NamedTuple

from deskready_checks.internet.load.trace import Trace
from deskready_checks.internet.probe.interval import student

UNCOUNTED = 0.001
"""A share of the rate that the line may have carried beside what was counted: acknowledgements, requests, what the
network itself says."""
FRAME_BYTES = 1_514
"""The longest frame of an Ethernet: one that is half-way through at either end of the time counts wholly or not."""
FEWEST_BATCHES = 4
"""With fewer nothing is said about certainty: one second."""
_LEAST_CORRELATION, _MOST_CORRELATION = -0.5, 0.9
"""Beyond, the factor below says more about how short the trace is than about the line. Below zero it goes because what
waits for a lost packet in one batch arrives in the next."""


class Estimate(NamedTuple):
    """A rate and its interval of 95 %."""

    rate: float
    """Mean rate in Mbit/s."""
    half: float
    """Half the interval's width in Mbit/s: how unsteady the rate was, and what counting cannot be better than; infinite
    where too little is known."""
    seconds: float
    """How long a part of the trace it rests on."""
    batches: int
    """How many batches that part has."""


def estimate(trace: Trace, begin: float) -> Estimate:
    """The mean rate from `begin` on: all bytes by all seconds, never a quantile of short ones."""
    found = trace.batches(begin)
    begin, end = min(begin, trace.seconds), trace.seconds
    rate = trace.rate(begin, end)
    half = half_width(found) + systematic(rate, end - begin, trace.slack(begin) + trace.slack(end))
    return Estimate(rate, half, end - begin, len(found))


def systematic(rate: float, seconds: float, slack: float) -> float:
    """How far a mean rate may be off in Mbit/s however steady it was: what no repetition within the run shows.

    Args:
        rate: The mean in Mbit/s.
        seconds: Over how long.
        slack: By how many seconds together the readings at both ends may be early or late.
    """
    if seconds <= 0:
        return 0.0
    return rate * (UNCOUNTED + slack / seconds) + FRAME_BYTES * 8e-6 / seconds


def half_width(batches: Sequence[float]) -> float:
    """Half the width of the interval around the mean of batches that hang together.

    Batch means (Law, Simulation Modeling and Analysis, 5th ed., 9.5.3) with Student's t. Batches of a quarter of a
    second still hang together; as an autoregressive process of order 1 with the correlation r, their mean varies
    (1 + r) / (1 - r) times as much as that of independent ones (the same, 4.4). Of n batches, r comes out about 1 / n
    too low (Kendall, Biometrika 41, 1954), which is put right.

    Returns:
        Half the width in the batches' unit, or infinity with fewer than `FEWEST_BATCHES`.
    """
    count = len(batches)
    if count < FEWEST_BATCHES:
        return math.inf
    mean = math.fsum(batches) / count
    apart = [value - mean for value in batches]
    squares = math.fsum(value * value for value in apart)
    if squares <= 0:
        return 0.0
    correlation = math.fsum(a * b for a, b in itertools.pairwise(apart)) / squares + 1 / count
    correlation = min(max(correlation, _LEAST_CORRELATION), _MOST_CORRELATION)
    inflation = (1 + correlation) / (1 - correlation)
    return student(count - 1) * math.sqrt(squares / (count - 1) / count * inflation)
