"""Outages: times in which nothing came back, from a trace; pure functions."""

import statistics
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from deskready_checks.internet.probe.trace import Probe, Trace

LEAST_SECONDS = 1.0
"""What counts: in a call, so much silence makes people ask whether the other is still there."""
_PAUSE = 3
"""So many usual steps without a probe are a pause in sending."""


class Outage(NamedTuple):
    """One of them."""

    begin: float
    """When the first answer that did not come was due, in seconds of `time.perf_counter`."""
    seconds: float
    """How long it lasted, at least: a usual step between two answers is taken off."""


def outages(trace: Trace, least: float = LEAST_SECONDS) -> list[Outage]:
    """The times in which nothing came back, though probes were sent.

    It makes no difference whether what was sent meanwhile was lost or came all at once afterwards, as it does where a
    router or this computer keeps packets for a link that is down: for a call both are silence. A pause in sending, of
    a computer that sleeps, is none.

    Args:
        trace: In the order of sending.
        least: The shortest that counts, in seconds.
    """
    steps = [later.sent - earlier.sent for earlier, later in pairwise(trace.probes)]
    if not steps:
        return []
    step = statistics.median(steps)
    base = min(trace.rtts(), default=0.0) / 1000
    found: list[Outage] = []
    for part in _unbroken(trace.probes, max(_PAUSE * step, least)):
        begin, end = part[0].sent + base - step, part[-1].sent + base + step
        arrivals = sorted(p.received for p in part if p.received is not None and p.received < end)
        found += [Outage(a + step, b - a - step) for a, b in pairwise([begin, *arrivals, end])]
    return [outage for outage in found if outage.seconds >= least]


def _unbroken(probes: Sequence[Probe], pause: float) -> Iterator[Sequence[Probe]]:
    """The parts of a trace in which probes were sent without a pause."""
    begin = 0
    for number in range(1, len(probes)):
        if probes[number].sent - probes[number - 1].sent > pause:
            yield probes[begin:number]
            begin = number
    yield probes[begin:]
