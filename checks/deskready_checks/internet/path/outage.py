"""Outages: times in which nothing came back, from a trace; pure functions."""

from typing import NamedTuple

from deskready_checks.internet.probe.trace import Trace

LEAST_SECONDS = 1.0
"""What counts: in a call, so much silence makes people ask whether the other is still there."""


class Outage(NamedTuple):
    """One of them."""

    begin: float
    """When the first probe that was lost was sent, in seconds of `time.perf_counter`."""
    seconds: float
    """From then to when the first probe that came back again was sent, or to the last probe."""


def outages(trace: Trace, least: float = LEAST_SECONDS) -> list[Outage]:
    """The runs of losses that lasted at least so long.

    A pause in sending, of a computer that sleeps, is no loss: a run counts only as far as probes were sent, and a step
    between two of them that is longer than three usual ones ends it.

    Args:
        trace: In the order of sending.
        least: The shortest that counts, in seconds.
    """
    found: list[Outage] = []
    begin = last = None
    pause = _usual_step(trace) * 3
    for probe in trace.probes:
        slept = last is not None and probe.sent - last > max(pause, least)
        if begin is not None and last is not None and (probe.received is not None or slept):
            found.append(Outage(begin, (last if slept else probe.sent) - begin))
            begin = None
        if probe.received is None and begin is None:
            begin = probe.sent
        last = probe.sent
    if begin is not None and last is not None:
        found.append(Outage(begin, last - begin))
    return [outage for outage in found if outage.seconds >= least]


def _usual_step(trace: Trace) -> float:
    """The mean time between two probes, or 0 where there are fewer than two."""
    probes = trace.probes
    return (probes[-1].sent - probes[0].sent) / (len(probes) - 1) if len(probes) > 1 else 0.0
