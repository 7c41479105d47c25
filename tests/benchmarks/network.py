"""How right, quick and cheap speed tests are: `python -m benchmarks.network [--quick]`, from the tests folder, as root.

Lines of known capacity in network namespaces, with 20 ms of round trip and queues of 100 ms. Measured: our own engine
against the responder, the speedtest-cli library against the same, and iperf3 where it is installed. All figures share
the machine with the line itself, so that those above 100 Mbit/s need a computer that is otherwise idle.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from typing import NamedTuple

from helpers.check_child import TESTS
from helpers.lab import GOODPUT, SERVER, Lab, lab, launched, why_not

RATES, QUICK_RATES = (5, 25, 100, 500, 1000), (25, 100)
CHECK = """
import json, sys
from deskready.testing.context import run_check
from deskready_checks.internet.speed import Speed
from deskready.plugin import Unavailable
try:
    found = run_check(Speed, json.loads(sys.argv[1]))[0]
except Unavailable as missing:
    sys.exit(missing.reason)
names = ("internet.download", "internet.upload", "internet.speed.bytes")
print(json.dumps([found[name].value if name in found else 0 for name in names]), flush=True)
import os
os._exit(0)
"""


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
    down, up, moved = json.loads(said) if said else (0, 0, 0)
    return Row(tool, down, up, cost[0], moved, *cost[1:])


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
    return Row("iperf3, 2 + 10 s", rates[0], rates[1], total[0], moved, *total[1:])


def show(rate: int, row: Row) -> None:
    """Prints a row."""
    truth = rate * GOODPUT
    errors = " / ".join(f"{(found / truth - 1) * 100:+6.1f} %" if found else "   none " for found in (row.down, row.up))
    cost = f"{row.seconds:5.1f} s  {row.moved / 1e6:7.1f} MB  {row.cpu:5.2f} CPU-s  {row.memory / 1e6:4.0f} MB RSS"
    print(f"{rate:5d} Mbit/s  {row.tool:<24} {errors}  {cost}", flush=True)


def main() -> None:
    """Prints error down / up, seconds, bytes, processor and memory of each tool on each line."""
    quick = "--quick" in sys.argv
    if reason := why_not():
        print(f"skipped: {reason}")
        return
    busy = f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    print(f"RTT 20 ms, queue 100 ms; {busy}; error down / up against TCP's share of the rate")
    for rate in QUICK_RATES if quick else RATES:
        with lab(rate, rate) as line:
            show(rate, ours("ours, full", line, seconds=5 if quick else 10))
            show(rate, ours("ours, quick, need 1/2", line, mode="quick", min_down=rate / 2, min_up=rate / 2))
            show(rate, ours("speedtest-cli", line, provider="speedtest-cli", seconds=4 if quick else 10))
            if not quick and shutil.which("iperf3"):
                show(rate, iperf3(line))


if __name__ == "__main__":
    main()
