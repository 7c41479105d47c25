"""How often the truth about a line lies in the stated interval: lines by chance, the checks, and the truth from outside."""

import bisect
import json
import math
import os
import random
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any, NamedTuple

from helpers.check_child import TESTS
from helpers.lab import FLAWLESS, GOODPUT, SERVER, Flaws, Lab, lab
from helpers.queues import NOTING, WAYS, Queues
from helpers.stamps import Stamps, steadiness
from deskready_checks.internet.probe.stun import PADDED, VOICE

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
_BEHIND_MBIT = 200
"""Above, frames travel in bundles here, and single ones cannot be lost or late."""
_OTHERS_KIND = 3
"""The number of the kind of line that carries other traffic; the next one is flawless."""
_OTHERS = """
import socket, sys, threading, time, json
role, host, port, rate = sys.argv[1], sys.argv[2], int(sys.argv[3]), float(sys.argv[4])
sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
if role == "takes":
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 << 20)
    sock.bind((host, port))
    print("takes", flush=True)
    count, told = 0, 0.0
    while True:
        count += len(sock.recv(2048)) + 42
        if (now := time.perf_counter()) > told + 0.05:
            told = now
            print(now, count, flush=True)
print("gives", flush=True)
due = time.perf_counter()
gap = 1242 * 8 / rate
payload = bytes(1200)
while True:
    due += gap
    if (left := due - time.perf_counter()) > 0:
        time.sleep(left)
    try:
        sock.sendto(payload, (host, port))
    except OSError:
        pass
"""


class Line(NamedTuple):
    """A line by chance."""

    down: float
    """Mbit/s of Ethernet frames towards the client."""
    up: float
    rtt_ms: float
    queue_ms: float
    flaws: Flaws
    others: tuple[float, float]
    """Mbit/s of frames that other traffic wants, down and up."""

    def __str__(self) -> str:
        named = {
            "loss %": self.flaws.loss * 100,
            "jitter": self.flaws.jitter_ms,
            "late %": self.flaws.late * 100,
            "late by": self.flaws.late_ms,
            "others": max(self.others),
        }
        flaws = "".join(f", {name} {value:.3g}" for name, value in named.items() if value)
        return f"{self.down:.4g}/{self.up:.4g} rtt {self.rtt_ms:.0f} queue {self.queue_ms:.0f}{flaws}"


def lines(count: int, seed: int) -> Iterator[Line]:
    """Lines of 0.4 to 900 Mbit/s, a third of them more than eight times as fast down as up.

    Round trips of 4 to 140 ms, queues of 25 to 400 ms; of each five one is lossy, one jittery, one reorders, one
    carries other traffic, and one is flawless.
    """
    chance = random.Random(seed)
    for number in range(count):
        down = _even(chance, 0.4, 900)
        ratio = _even(chance, 8, 40) if number % 3 == 0 else _even(chance, 0.5, 8)
        up = min(max(down / ratio, 0.4), 900)
        kind = number % 5 if max(down, up) <= _BEHIND_MBIT else _OTHERS_KIND + number % 2
        flaws = (
            Flaws(loss=_even(chance, 0.0005, 0.02), seed=number + 1),
            Flaws(jitter_ms=_even(chance, 1, 20), seed=number + 1),
            Flaws(late=_even(chance, 0.001, 0.03), late_ms=_even(chance, 2, 20), seed=number + 1),
        )
        shares = [chance.choice((0.0, chance.uniform(0.05, 0.4))) for _ in "du"]
        others = tuple(share * rate for share, rate in zip(shares, (down, up), strict=True))
        yield Line(
            down,
            up,
            _even(chance, 4, 140),
            _even(chance, 25, 400),
            flaws[kind] if kind < len(flaws) else Flaws(),
            (min(others[0], 40.0), min(others[1], 40.0)) if kind == _OTHERS_KIND else (0.0, 0.0),
        )


def _even(chance: random.Random, least: float, most: float) -> float:
    """A number whose logarithm is evenly spread."""
    return math.exp(chance.uniform(math.log(least), math.log(most)))


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


class Others(threading.Thread):
    """Counts what other traffic comes through, by the time of `time.perf_counter`."""

    def __init__(self, lines: Iterator[str]) -> None:
        super().__init__(daemon=True)
        self._lines = lines
        self._seen: list[tuple[float, int]] = []

    def run(self) -> None:
        for line in self._lines:
            at, count = line.split()
            self._seen.append((float(at), int(count)))

    def mbit(self, window: Sequence[float]) -> float:
        """Mbit/s of its frames in a window; 0 for none."""
        seen = list(self._seen)
        first = max(bisect.bisect_left(seen, (window[0], 0)) - 1, 0)
        last = min(bisect.bisect_left(seen, (window[1], 0)), len(seen) - 1)
        if last <= first:
            return 0.0
        return (seen[last][1] - seen[first][1]) * 8e-6 / (seen[last][0] - seen[first][0])


def run_checks(made: Lab) -> tuple[Mapping[str, list[Any]], Mapping[str, Sequence[float]]]:
    """What the checks of latency and of speed tell in a lab, by metric: value, low, high, method; and the windows."""
    command = [*made.client, sys.executable, "-c", CHECK, made.url, f"{SERVER}:3478"]
    path = os.pathsep.join([str(TESTS), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(command, capture_output=True, text=True, env=os.environ | {"PYTHONPATH": path}, check=False)
    if done.stderr:
        print(done.stderr, file=sys.stderr)
    return tuple(json.loads(done.stdout)) if done.stdout else ({}, {})


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
    nothing = [None, None, None, "nothing"]
    return [Told(name, *told.get(metric, nothing)[:3], truths[name], told.get(metric, nothing)[3]) for name, metric in METRICS.items()]


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


def added_truth(
    line: Line, queues: Queues, stamps: Stamps, windows: Mapping[str, Sequence[float] | None]
) -> float:
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


def overhead() -> float:
    """What the lab itself adds to a round trip, in ms, besides what its server takes to answer."""
    still = Line(20.0, 20.0, 20.0, 100.0, FLAWLESS, (0.0, 0.0))
    with lab(still.down, still.up, still.rtt_ms) as made, Stamps(made) as stamps:
        run_checks(made)
    client, server = stamps.round_trips(VOICE)
    return statistics.median(client) - statistics.median(server) - still.rtt_ms


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
    steps = [abs(b - a) for a, b in zip(delays, delays[1:], strict=False)]
    return statistics.median(delays), statistics.fmean(steps)


@contextmanager
def other_traffic(made: Lab, line: Line) -> Iterator[dict[str, Others]]:
    """Datagrams beside the test, each way that has any, and who counts them."""
    ends = {"download": (made.client, "10.77.0.1", made.server), "upload": (made.server, SERVER, made.client)}
    found: dict[str, Others] = {}
    with ExitStack() as stack:
        for (way, (taker, host, giver)), mbit in zip(ends.items(), line.others, strict=True):
            if not mbit:
                continue
            program = [sys.executable, "-c", _OTHERS]
            takes = stack.enter_context(_running([*taker, *program, "takes", host, "9999", "0"]))
            assert takes.stdout
            takes.stdout.readline()
            found[way] = Others(iter(takes.stdout))
            found[way].start()
            stack.enter_context(_running([*giver, *program, "gives", host, "9999", f"{mbit * 1e6}"]))
        if found:
            time.sleep(0.5)
        yield found


@contextmanager
def _running(command: Sequence[str]) -> Iterator["subprocess.Popen[str]"]:
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


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
    for line in lines(count, seed):
        told = tried(line, overhead_ms)
        show(line, told)
        found += told
    summary(found)
