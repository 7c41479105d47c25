"""How much longer round trips take while the line is loaded; pure functions."""

import math
import statistics
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from deskready_checks.internet.probe.delay import medians, percentile
from deskready_checks.internet.probe.figures import CLOCK_MS, Figure
from deskready_checks.internet.probe.interval import median_interval
from deskready_checks.internet.probe.trace import Probe, Trace

BATCH_SECONDS = 0.5
"""Round trips of one moment wait in the same queue; those of different batches count as independent."""


class Rise(NamedTuple):
    """Round trips under load beside those of the idle line, all in ms."""

    latency: Figure
    """The median under load, to the nearest server."""
    p95: float
    """What 95 % of them keep to."""
    increase: Figure
    """By how much the median grew; a steady line may seem to become a little quicker."""


def rise(idle: Trace, loaded: Trace, frame_ms: float = 0.0) -> Rise | None:
    """How much longer round trips take under load.

    Each is compared with the idle median of its own server, so that servers may be near and far; under load they
    share the line's queue, and so all of them tell of it. Whoever comes to a full line finds a frame half-way out: what
    waits in its queue is known to a frame, and no better, however many ask.

    Args:
        idle: Probes of the idle line.
        loaded: Probes of the loaded line, to the same servers.
        frame_ms: How long a full frame takes on that line.

    Returns:
        None where nothing came back in one of them.
    """
    usual = medians(idle)
    back = [(probe, probe.rtt) for probe in loaded.probes if probe.rtt is not None and probe.path in usual]
    if not back:
        return None
    grown = [(probe, rtt - usual[probe.path]) for probe, rtt in back]
    ordered = sorted(more for _, more in grown)
    nearest, quickest = min(usual.values()), min(rtt for _, rtt in back)
    least, most = median_interval(sorted(p.rtt - usual[p.path] for p in idle.probes if p.rtt is not None))
    median = statistics.median(ordered)
    low, high = _interval(grown, median)
    found = Figure(median, low - frame_ms - CLOCK_MS, high + frame_ms + CLOCK_MS, len(grown))
    return Rise(
        found.through(lambda more: max(nearest + more, quickest)),
        max(nearest + percentile(ordered, 95), quickest),
        replace(found, low=found.low - max(most, 0.0), high=found.high - min(least, 0.0)),
    )


def _interval(grown: Sequence[tuple[Probe, float]], median: float) -> tuple[float, float]:
    """Where the true median lies, from the medians of batches: neighbours in a queue are no independent samples."""
    begin = grown[0][0].sent
    batches: dict[int, list[float]] = {}
    for probe, more in grown:
        batches.setdefault(math.floor((probe.sent - begin) / BATCH_SECONDS), []).append(more)
    low, high = median_interval(sorted(statistics.median(batch) for batch in batches.values()))
    return min(low, median), max(high, median)
