"""How right, quick and cheap speed tests are: `python -m benchmarks.network [--quick]`, from the tests folder, as root.

Lines of known capacity in network namespaces, with 20 ms of round trip and queues of 100 ms. Measured: our own engine
against the responder, the speedtest-cli library against the same, and where they are installed iperf3, M-Lab's and
Cloudflare's own clients (`benchmarks.peers.node` says how). All figures share the machine with the line itself, so
that those above 100 Mbit/s need a computer that is otherwise idle. At the end: verdicts of the quick mode on lines of
random speed, each at least 10 % beside what is needed. The latency of the full line, which our engine alone tells, is
held against what waited in the line's queues meanwhile.
"""

import argparse
import contextlib
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from benchmarks.coverage.busy import busy
from benchmarks.coverage.run import coverage
from benchmarks.peers.node import commands
from helpers.check_child import TESTS
from helpers.delay_box import FLAWLESS, Flaws
from helpers.lab import GOODPUT, SERVER, Lab, lab, launched, shape, why_not
from helpers.queues import NOTING, WAYS, Queues

CHECK = (
    NOTING
    + """
import json, os, sys, time
from deskready.testing.context import RecordingContext, run_check
from deskready_checks.internet.speed.check import Speed
from deskready.core.words.text import text_of
from deskready.plugin import Unavailable
class Timed(RecordingContext):
    times = {}
    def progress(self, fraction, text=""):
        words = text_of(text).words
        first, _ = self.times.get(words, (time.monotonic(), 0))
        self.times[words] = first, time.monotonic()
context = Timed()
try:
    found = run_check(Speed, json.loads(sys.argv[1]), context)[0]
except Unavailable as missing:
    sys.exit(missing.reason.words)
names = ("internet.download", "internet.upload", "internet.speed.bytes")
took = [last - first for text in ("Downloading", "Uploading") for first, last in [context.times.get(text, (0, 0))]]
loaded = {way: (found[name].value, window) for way, window in windows.items()
          if (name := f"internet.latency.loaded.{way}") in found}
told = [found[name].value if name in found else 0 for name in names]
print(json.dumps([*told, took, loaded]), flush=True)
os._exit(0)
"""
)
SWAY, SWAY_SECONDS = (0.6, 1.0, 0.8), 0.5
"""Shares of its rate that a swaying line goes through, and for how long each."""
REFILL = 0.010 / SWAY_SECONDS
"""What a change adds: it fills tbf's bucket, which holds 10 ms."""
VERDICTS, QUICK_VERDICTS = 50, 3


class Cell(NamedTuple):
    """A line to measure."""

    name: str
    down: float
    """Mbit/s of Ethernet frames."""
    up: float
    flaws: Flaws = FLAWLESS
    sways: bool = False
    """Whether its rate goes up and down, as that of a radio link does."""

    @property
    def truth(self) -> tuple[float, float]:
        """What TCP gets of it, each way."""
        share = GOODPUT * (statistics.mean(SWAY) * (1 + REFILL) if self.sways else 1.0)
        return self.down * share, self.up * share


CELLS = (
    *(Cell(f"{rate}/{rate}", rate, rate) for rate in (5, 25, 100, 500, 1000)),
    Cell("asymmetric 250/25", 250, 25),
    Cell("lossy 0.3 %, 100/100", 100, 100, Flaws(loss=0.003)),
    Cell("jittery 10 ms, 50/20", 50, 20, Flaws(jitter_ms=10)),
    Cell("bursty 60-100 %, 100/50", 100, 50, sways=True),
)
QUICK_CELLS = (Cell("25/25", 25, 25), Cell("100/100", 100, 100))


class Row(NamedTuple):
    """What one tool came to on one line."""

    tool: str
    down: float
    """Mbit/s."""
    up: float
    seconds: float
    moved: float
    """Bytes."""
    cpu: float
    """CPU-seconds of the tool's own process."""
    memory: float
    """Peak resident bytes."""
    ways: tuple[float, ...] = ()
    """Seconds of each direction, where the tool tells."""
    loaded: Mapping[str, tuple[float, tuple[float, float]]] = MappingProxyType({})
    """Latency of the full line and when it was full, by direction, where the tool tells."""


def run(command: Sequence[str]) -> tuple[str, float, float, float]:
    """Output, seconds, CPU-seconds and peak memory of a command."""
    begun = time.perf_counter()
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": str(TESTS)}
    ) as it:
        assert it.stdout is not None
        said = it.stdout.read()
        _, status, used = os.wait4(it.pid, 0)
        it.returncode = os.waitstatus_to_exitcode(status)
    return said, time.perf_counter() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024


def ours(tool: str, line: Lab, **options: object) -> Row:
    """The speed check with a provider and mode."""
    asked = json.dumps({"server": line.url, **options})
    said, *cost = run([*line.client, sys.executable, "-c", CHECK, asked])
    down, up, moved, ways, loaded = json.loads(said) if said else (0, 0, 0, (), {})
    return Row(tool, down, up, cost[0], moved, cost[1], cost[2], tuple(ways), loaded)


def iperf3(line: Lab) -> Row:
    """iperf3 with four connections, ten seconds each way after two that do not count."""
    rates, moved, total = [], 0.0, [0.0, 0.0, 0.0]
    with launched([*line.server, "iperf3", "-s", "--forceflush"]):
        for way in (["-R"], []):
            said, *cost = run([*line.client, "iperf3", "-c", SERVER, "-J", "-P", "4", "-t", "10", "-O", "2", *way])
            received = json.loads(said)["end"]["sum_received"]
            rates.append(received["bits_per_second"] / 1e6)
            moved += received["bytes"] * 1.2  # and the two seconds
            total = [total[0] + cost[0], total[1] + cost[1], max(total[2], cost[2])]
    return Row("iperf3, 2 + 10 s", rates[0], rates[1], total[0], moved, total[1], total[2])


def under_node(name: str, command: Sequence[str], line: Lab) -> Row:
    """A client of other people's; none tells how much it moved."""
    said, *cost = run([*line.client, *command])
    found = json.loads(said) if said else {}
    return Row(name, found.get("down", 0), found.get("up", 0), cost[0], 0, cost[1], cost[2])


def errors(cell: Cell, row: Row) -> list[float]:
    """Per cent of each direction that was measured."""
    return [(found / truth - 1) * 100 for found, truth in zip((row.down, row.up), cell.truth, strict=True) if found]


def late(cell: Cell, row: Row, queues: Queues) -> list[float]:
    """Milliseconds by which the latency of the full line is wrong each way; none where the queue's rate sways."""
    rates = {} if cell.sways else dict(zip(WAYS, (cell.down, cell.up), strict=True))
    return [
        row.loaded[way][0] - queues.latency_ms(way, row.loaded[way][1], rates[way])
        for way in rates
        if way in row.loaded
    ]


def show(cell: Cell, row: Row, *, exact: bool = True, late_ms: Sequence[float] = ()) -> None:
    """Prints a row; where only a lower bound was wanted, that in place of an error."""
    if exact:
        told = " / ".join(f"{error:+6.1f} %" for error in errors(cell, row)) or "none"
    else:
        told = f">= {row.down:.0f} / {row.up:.0f}"
    ways = f" ({' + '.join(f'{way:.1f}' for way in row.ways)})" if row.ways else ""
    moved = f"{row.moved / 1e6:.1f}" if row.moved else "?"
    cost = f"{row.seconds:5.1f} s{ways:14} {moved:>7} MB  {row.cpu:5.2f} CPU-s  {row.memory / 1e6:4.0f} MB"
    latency = f"  latency {' / '.join(f'{ms:+.1f} ms' for ms in late_ms)}" if late_ms else ""
    print(f"{cell.name:<24} {row.tool:<22} {told:<20} {cost}{latency}", flush=True)


@contextlib.contextmanager
def swaying(cell: Cell, line: Lab) -> Iterator[None]:
    """Changes the line's rate all the time, where it sways."""
    ended = threading.Event()

    def sway() -> None:
        step = 0
        while cell.sways and not ended.wait(SWAY_SECONDS):
            step += 1
            for interface, mbit in (("left", cell.down), ("right", cell.up)):
                shape(line.wire, interface, mbit * SWAY[step % len(SWAY)], 100.0, "change")

    thread = threading.Thread(target=sway)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def measure(cell: Cell, *, quick: bool) -> list[float]:
    """Prints all tools' rows for one line, and returns the errors of ours."""
    with lab(cell.down, cell.up, flaws=cell.flaws) as line, swaying(cell, line):
        with Queues(line.wire) as queues:
            full = ours("ours, full", line)
        show(cell, full, late_ms=late(cell, full, queues))
        need = {"min_down": cell.truth[0] / 1.5, "min_up": cell.truth[1] / 1.5}
        show(cell, ours("ours, quick, need 1/1.5", line, mode="quick", **need), exact=False)
        show(cell, ours("speedtest-cli", line, provider="speedtest-cli", seconds=4 if quick else 10))
        if not quick and shutil.which("iperf3"):
            show(cell, iperf3(line))
        if not quick:
            with commands(line) as clients:
                for name, command in clients.items():
                    show(cell, under_node(name, command, line))
    return errors(cell, full)


def verdicts(count: int) -> None:
    """Prints how often the quick mode decides wrongly on lines that are 10 % and more beside the need."""
    wrong, took = 0, list[float]()
    for seed in range(count):
        chosen = random.Random(seed)
        need = chosen.uniform(4, 60)
        down, up = (need / GOODPUT * chosen.choice((chosen.uniform(0.4, 0.9), chosen.uniform(1.1, 4))) for _ in "du")
        with lab(down, up, flaws=Flaws(jitter_ms=chosen.choice((0, 5)), seed=seed)) as line:
            row = ours("ours, quick", line, mode="quick", min_down=need, min_up=need)
        took.append(row.seconds)
        for found, rate in zip((row.down, row.up), (down, up), strict=True):
            meets = rate * GOODPUT > need
            wrong += (found >= need) != meets
    print(f"verdicts of the quick mode: {wrong} wrong of {2 * count}; {statistics.median(took):.1f} s for both ways")


def arguments() -> argparse.Namespace:
    """What is asked for on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="two lines, three verdicts")
    parser.add_argument(
        "--coverage", type=int, metavar="N", help="how often the truth lies in the interval, on N lines"
    )
    parser.add_argument("--busy", type=int, metavar="N", help="what a busy computer makes of N good and bad lines")
    parser.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000, help="of those lines")
    return parser.parse_args()


def main() -> None:
    """Prints error down / up, seconds, bytes, processor and memory of each tool on each line."""
    asked = arguments()
    quick = asked.quick
    if reason := why_not():
        print(f"skipped: {reason}")
        return
    if asked.coverage or asked.busy:
        (coverage if asked.coverage else busy)(asked.coverage or asked.busy, asked.seed)
        return
    machine = f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    print(f"RTT 20 ms, queue 100 ms; {machine}; error down / up against TCP's share of the rate")
    found = [abs(error) for cell in (QUICK_CELLS if quick else CELLS) for error in measure(cell, quick=quick)]
    print(f"ours, full: worst error {max(found):.1f} %, median {statistics.median(found):.1f} %")
    verdicts(QUICK_VERDICTS if quick else VERDICTS)


if __name__ == "__main__":
    main()
