"""Measures lines by chance, and holds what is told of them against the truth."""

import json
import math
import os
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from typing import Any, NamedTuple

from benchmarks.coverage.line import Line, lines
from benchmarks.coverage.others import other_traffic
from benchmarks.coverage.truth import METRICS, added_truth, idle_truth, truth
from deskready_checks.internet.probe.stun import VOICE
from helpers.check_child import TESTS
from helpers.delay_box import FLAWLESS
from helpers.lab import SERVER, Lab, lab
from helpers.queues import NOTING, Queues
from helpers.stamps import Stamps

CHECK = (
    NOTING
    + """
import json, os, sys
from deskready.testing.context import run_check
from deskready_checks.internet.speed.check import Speed
from deskready_checks.internet.latency.check import Latency
from deskready.plugin import Unavailable
url, responder = sys.argv[1:]
told = {}
for check, options in ((Latency, {"responder": responder}), (Speed, {"server": url})):
    try:
        found, gaps, _ = run_check(check, options)
    except Unavailable as missing:
        print(missing.reason, missing.detail, file=sys.stderr)
        continue
    told |= {name: [m.value, m.low, m.high, str(m.method.words)] for name, m in found.items()}
    told |= {name: [None, None, None, gap.reason.words] for name, gap in gaps.items()}
print(json.dumps([told, windows]), flush=True)
os._exit(0)
"""
)
_SUMMARY_AFTER = 10
"""After so many lines what was found so far is put together: all of them take half an hour."""


class Told(NamedTuple):
    """A metric's value and interval beside the truth."""

    name: str
    value: float | None
    low: float | None
    high: float | None
    truth: float
    method: str

    @property
    def inside(self) -> bool:
        """Whether the truth lies in the interval."""
        return self.low is not None and self.high is not None and self.low <= self.truth <= self.high

    @property
    def width(self) -> float:
        """The interval's width as a share of the value."""
        if self.value is None or self.low is None or self.high is None:
            return math.inf
        return (self.high - self.low) / self.value if self.value else 0.0


def run_checks(made: Lab) -> tuple[Mapping[str, list[Any]], Mapping[str, Sequence[float]]]:
    """What the checks of latency and of speed tell in a lab, by metric: value, low, high, method; and the windows."""
    command = [*made.client, sys.executable, "-c", CHECK, made.url, f"{SERVER}:3478"]
    path = os.pathsep.join([str(TESTS), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(command, capture_output=True, text=True, env=os.environ | {"PYTHONPATH": path}, check=False)
    if done.stderr:
        print(done.stderr, file=sys.stderr)
    return tuple(json.loads(done.stdout)) if done.stdout else ({}, {})


def overhead() -> float:
    """What the lab itself adds to a round trip, in ms, besides what its server takes to answer."""
    still = Line(20.0, 20.0, 20.0, 100.0, FLAWLESS, (0.0, 0.0))
    with lab(still.down, still.up, still.rtt_ms) as made, Stamps(made) as stamps:
        run_checks(made)
    client, server = stamps.round_trips(VOICE)
    return statistics.median(client) - statistics.median(server) - still.rtt_ms


def tried(line: Line, overhead_ms: float) -> list[Told]:
    """What the checks of latency and of speed say of a line, beside the truth."""
    with lab(line.down, line.up, line.rtt_ms, line.queue_ms, line.flaws) as made, ExitStack() as stack:
        queues = stack.enter_context(Queues(made.wire, line.rtt_ms))
        others = stack.enter_context(other_traffic(made, line))
        stamps = stack.enter_context(Stamps(made))
        told, windows = run_checks(made)
    methods = {name: entry[3] for name, entry in told.items()}
    truths = truth(line, queues, others, windows, methods) | idle_truth(line, stamps, overhead_ms)
    truths["added latency"] = added_truth(line, queues, stamps, windows)
    nothing: list[Any] = [None, None, None, "nothing"]
    rows = {name: told.get(metric, nothing) for name, metric in METRICS.items()}
    return [Told(name, row[0], row[1], row[2], truths[name], row[3]) for name, row in rows.items()]


def show(line: Line, told: Sequence[Told]) -> None:
    """Prints a line's row."""
    print(f"{line}", flush=True)
    for each in told:
        mark = "  " if each.inside else "X "
        value, low, high = (math.nan if part is None else part for part in (each.value, each.low, each.high))
        print(
            f"  {mark}{each.name:<14} {value:9.4g} [{low:.4g}..{high:.4g}] truth {each.truth:.4g}"
            f" ({(value / each.truth - 1) * 100 if each.truth else 0:+.2f} %) {each.method[:150]}",
            flush=True,
        )


def summary(found: Sequence[Told]) -> None:
    """Prints how many truths lay inside, by metric, and how wide the rates' intervals are."""
    for name in METRICS:
        of_metric = [each for each in found if each.name == name]
        print(f"{name:<14} {sum(each.inside for each in of_metric)} of {len(of_metric)} inside")
    widths = [each.width for each in found if each.name in ("download", "upload")]
    inside = sum(each.inside for each in found)
    print(f"altogether {inside} of {len(found)}; median width of a rate {statistics.median(widths) * 100:.2f} %")


def coverage(count: int, seed: int) -> None:
    """Measures lines by chance, and prints all of it."""
    print(f"coverage on {count} lines, seed {seed}", flush=True)
    found: list[Told] = []
    overhead_ms = overhead()
    print(f"the lab itself adds {overhead_ms:.3f} ms to a round trip", flush=True)
    for number, line in enumerate(lines(count, seed), 1):
        told = tried(line, overhead_ms)
        show(line, told)
        found += told
        if number % _SUMMARY_AFTER == 0 or number == count:
            summary(found)
