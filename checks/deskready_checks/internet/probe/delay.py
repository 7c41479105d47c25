"""Figures of delay, from a trace. All are of the round trip and in ms; pure functions.

Probes of one stream may go to several servers, which are near and far. Differences between delays are therefore
taken within a path, and only then put together.
"""

import math
import statistics
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from deskready_checks.internet.probe.interval import mean_half_width
from deskready_checks.internet.probe.trace import Trace

_BATCHES = 10


class Smoothed(NamedTuple):
    """The estimator of RFC 3550, which forgets all but the last sixteen packets or so."""

    last: float
    """Its value after the last packet."""
    highest: float
    """The highest it ever was."""


class Mean(NamedTuple):
    """A mean with the half width of its 95 % interval."""

    value: float
    half: float
    samples: int


def percentile(ordered: Sequence[float], percent: float) -> float:
    """The smallest sample that at least `percent` of all samples do not exceed (nearest rank).

    Args:
        ordered: At least one sample, in ascending order.
        percent: Above 0, up to 100.
    """
    return ordered[max(math.ceil(len(ordered) * percent / 100), 1) - 1]


def medians(trace: Trace) -> dict[int, float]:
    """The median round trip of each path over which anything came back."""
    return {path: statistics.median(rtts) for path in trace.paths if (rtts := trace.rtts(path))}


def nearest_path(trace: Trace) -> int | None:
    """The path with the lowest median, or None where nothing came back."""
    found = medians(trace)
    return min(found, key=lambda path: found[path], default=None)


def steps(trace: Trace) -> list[float]:
    """How much each round trip differs from the one before on its path that came back; never below 0."""
    return [abs(b - a) for path in trace.paths for a, b in pairwise(trace.rtts(path))]


def jitter(trace: Trace) -> Mean | None:
    """The mean absolute difference of consecutive round trips (packet delay variation as IPDV, RFC 5481, 4.1).

    The interval comes from the means of ten batches (`mean_half_width`): differences of neighbours hang together.

    Returns:
        None where no two round trips can be compared.
    """
    found = steps(trace)
    if not found:
        return None
    size = len(found) // _BATCHES
    batches = [statistics.fmean(found[n * size : (n + 1) * size]) for n in range(_BATCHES)] if size else []
    return Mean(statistics.fmean(found), mean_half_width(batches), len(found))


def rfc3550(trace: Trace) -> Smoothed:
    """The interarrival jitter of RFC 3550, 6.4.1, over round trips: J += (|D| - J) / 16.

    D is the difference of the transit times of packets that arrive one after the other, in order or not.
    """
    last = highest = 0.0
    for path in trace.paths:
        back = sorted(
            (p.received, p.rtt) for p in trace.only([path]).probes if p.received is not None and p.rtt is not None
        )
        smoothed = 0.0
        for (_, a), (_, b) in pairwise(back):
            smoothed += (abs(b - a) - smoothed) / 16
            highest = max(highest, smoothed)
        last = max(last, smoothed)
    return Smoothed(last, highest)


def variations(trace: Trace) -> list[float]:
    """For each round trip how much longer it took than the quickest of its path (PDV, RFC 5481, 4.2), ascending."""
    found = ((rtts, min(rtts)) for path in trace.paths if (rtts := trace.rtts(path)))
    return sorted(rtt - least for rtts, least in found for rtt in rtts)
