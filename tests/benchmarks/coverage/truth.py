"""The truth about a lab's line: by what was set up, by what was counted at its bottlenecks, by stamps at its ends."""

import math
import random
import statistics
from collections.abc import Mapping, Sequence
from itertools import pairwise

from benchmarks.coverage.line import Line
from benchmarks.coverage.others import Others
from deskready_checks.internet.probe.stun import PADDED, VOICE
from helpers.delay_box import Flaws
from helpers.lab import GOODPUT
from helpers.queues import WAYS, Queues
from helpers.stamps import Stamps, steadiness

METRICS = {
    "download": "internet.download",
    "upload": "internet.upload",
    "latency": "internet.latency",
    "jitter": "internet.jitter",
    "loss": "internet.loss",
    "added latency": "internet.bufferbloat",
}
"""What is held against the truth, by what it is called here."""
_SIMULATED = 40_000
"""Packets by which the median and the jitter of an uneven line are found."""
_PROBE_SECONDS = 0.02
"""What lies between two of the latency check's probes."""


def truth(
    line: Line,
    queues: Queues,
    others: Mapping[str, Others],
    windows: Mapping[str, Sequence[float] | None],
    methods: Mapping[str, str],
) -> dict[str, float]:
    """What the line was like, by what was set up and by what was counted at its bottlenecks.

    A rate is what TCP can carry of the shaped rate, beside what other traffic took of it; where the check says that
    something else than the line set it, what was counted.
    """
    found = {"loss": (1 - (1 - line.flaws.loss) ** 2) * 100}
    for name, (way, rate) in zip(("download", "upload"), zip(WAYS, (line.down, line.up), strict=True), strict=True):
        window = windows.get(way)
        taken = others[way].mbit(window) if window and way in others else 0.0
        found[name] = (rate - taken) * GOODPUT
        if window and "limited by" in methods.get(METRICS[name], ""):
            found[name] = (queues.passed_mbit(way, window) - taken) * GOODPUT
    return found


def added_truth(line: Line, queues: Queues, stamps: Stamps, windows: Mapping[str, Sequence[float] | None]) -> float:
    """How much the busier of the queues, and a server that is busy then, add to a round trip."""
    added = [0.0]
    _, idle = stamps.round_trips(VOICE)
    rates = dict(zip(WAYS, (line.down, line.up), strict=True))
    for way in WAYS:
        if window := windows.get(way):
            _, busy = stamps.round_trips(PADDED, window)
            turn = statistics.median(busy) - statistics.median(idle) if busy and idle else 0.0
            added.append(queues.added_ms(window, rates) + turn)
    return max(added)


def idle_truth(line: Line, stamps: Stamps, overhead_ms: float) -> dict[str, float]:
    """Latency and jitter of the idle line: of an even one what its probes had on the wire, of an uneven one what such
    a line does to many, with what the server took to answer."""
    client, server = stamps.round_trips(VOICE)
    if not client:
        return {"latency": math.nan, "jitter": math.nan}
    if not line.flaws.jitter_ms and not line.flaws.late:
        median, jitter = steadiness(client)
        return {"latency": median, "jitter": jitter}
    median, jitter = _uneven(line.flaws)
    return {"latency": line.rtt_ms + median + statistics.median(server) + overhead_ms, "jitter": jitter}


def _uneven(flaws: Flaws) -> tuple[float, float]:
    """The median of what jitter and overtaking add to a round trip, and the mean difference of neighbours, in ms."""
    chance = random.Random(flaws.seed)
    delays = [0.0] * _SIMULATED
    for _ in range(2):
        last = -math.inf
        for number in range(_SIMULATED):
            at = number * _PROBE_SECONDS * 1000 + delays[number]
            due = at + chance.random() * flaws.jitter_ms
            if chance.random() < flaws.late:
                due += flaws.late_ms
            else:
                due = last = max(due, last)
            delays[number] = due - number * _PROBE_SECONDS * 1000
    steps = [abs(b - a) for a, b in pairwise(delays)]
    return statistics.median(delays), statistics.fmean(steps)
