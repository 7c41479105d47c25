"""Figures of loss, order and duplicates, from a trace; pure functions."""

from collections.abc import Sequence
from itertools import groupby

from deskready_checks.internet.probe.interval import wilson
from deskready_checks.internet.probe.trace import Trace


def burst_ratio(losses: Sequence[bool]) -> float:
    """BurstR (ITU-T G.107, 3.5): mean length of runs of losses, in the length that independent losses would have.

    1 for independent losses, more for bursts; never below 1, and 1 where nothing or everything was lost.
    """
    lost = sum(losses)
    if not 0 < lost < len(losses):
        return 1.0
    runs = sum(kind for kind, _ in groupby(losses))
    return max(lost / runs * (1 - lost / len(losses)), 1.0)


def reordered(trace: Trace) -> int:
    """Probes that came back after one of their path that was sent later (RFC 4737, 3.3)."""
    count = 0
    for path in trace.paths:
        newest = -1
        back = ((p.received, p.sequence) for p in trace.only([path]).probes if p.received is not None)
        for _, sequence in sorted(back):
            count += sequence < newest
            newest = max(newest, sequence)
    return count


def duplicates(trace: Trace) -> int:
    """Replies that came more than once."""
    return sum(probe.duplicates for probe in trace.probes)


def of_the_line(trace: Trace) -> Trace:
    """The trace without the servers that alone lose packets.

    All probes share this end of the line. A path that certainly loses more than the best one, its Wilson interval lies
    wholly above, loses elsewhere: at the server, which may be busy or may limit how often it answers.
    """
    tallies = {path: trace.only([path]) for path in trace.paths}
    intervals = {path: wilson(part.lost, part.sent) for path, part in tallies.items()}
    highest = min((high for _, high in intervals.values()), default=1.0)
    return trace.only(path for path, (low, _) in intervals.items() if low <= highest)
