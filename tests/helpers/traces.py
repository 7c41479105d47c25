"""Traces for tests, written as round-trip times."""

from collections.abc import Sequence

from hypothesis import strategies as st

from deskready_checks.internet.probe.trace import Probe, Trace

ROUND_TRIPS = st.lists(st.none() | st.floats(0.1, 2000), min_size=1, max_size=120)
"""Round-trip times in ms; None for a lost packet."""


def trace_of(
    rtts: Sequence[float | None], *, paths: int = 1, interval: float = 0.02, duplicates: Sequence[int] = ()
) -> Trace:
    """The trace of a stream of these round trips, sent in turn over so many paths."""
    probes = []
    for number, rtt in enumerate(rtts):
        sent = 100 + number * interval
        copies = duplicates[number] if number < len(duplicates) else 0
        probes.append(Probe(number, number % paths, sent, None if rtt is None else sent + rtt / 1000, copies))
    return Trace(tuple(probes))
