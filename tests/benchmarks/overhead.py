"""What an audit costs beyond its checks: `python -m benchmarks.overhead [--quick]`, from the tests folder.

First: audits of 50 and of 500 instant checks (100 with `--quick`), in real child processes under the full-screen
program; the time per check. Then the interface's loop lag, as a probe sees it that wants to run every 10 ms, in three
cases: a check spins in its child; the same screen repaints at 20 Hz from replayed events, with no child; and nothing
happens. Aims: p99 under 100 ms, and under twice that of the replayed case.
"""

import asyncio
import math
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct, structs

from deskready.core.audit.event import Progress, Sample
from deskready.core.declare.check_info import CheckInfo, Origin
from deskready.core.declare.metric import Metric
from deskready.core.words.text import Text
from deskready.engine.run.executor import ChildExecutor
from deskready.tui.app import DeskreadyApp
from deskready.tui.flows.opening import Request
from helpers.piloting import is_over, until, write_profile
from helpers.replayed import Desk, Script, Shelf, going_on, info

PROBE_SECONDS = 0.01
_TOYS = """
import time
from deskready.plugin import Check, Metric, Unit

class Instant(Check):
    id, title, why = "toys.instant", "Instant", "For the clock."
    metrics = tuple(Metric(f"toys.n{n}", "Value") for n in range(1000))
    def run(self, context):
        return iter(())

class Spin(Check):
    id, title, why = "toys.spin", "Spin", "It never ends."
    metrics = (Metric("toys.spin.value", "Value"),)
    def run(self, context):
        count, told = 0, 0.0
        while True:
            count += 1
            if count % 1000 == 0 and time.monotonic() > told + 0.05:
                told = time.monotonic()
                context.progress(told % 1, f"{count} turns")
                context.sample("turns", told % 7, Unit.MILLISECOND)
"""


class Lag(Struct):
    """How late the event loop was, in ms."""

    p50: float
    p99: float
    worst: float


async def probe(over: Callable[[], bool]) -> Lag:
    """The lag of the running loop until something is over."""
    late = [0.0, 0.0]
    while not over():
        begun = time.perf_counter()
        await asyncio.sleep(PROBE_SECONDS)
        late.append((time.perf_counter() - begun - PROBE_SECONDS) * 1000)
    cuts = statistics.quantiles(late, n=100, method="inclusive")
    return Lag(cuts[49], cuts[98], max(late))


def child(target: Path, check_id: str, name: str, metric: str) -> CheckInfo:
    """A check that runs in a real child process."""
    plain = info(check_id, Metric(metric, "Value"), title=check_id.rpartition(".")[2].capitalize())
    return structs.replace(plain, origin=Origin(check_id, f"{target}:{name}", "toys"))


def toys(folder: Path) -> Path:
    """The file of toy checks."""
    file = folder / "toys.py"
    file.write_text(_TOYS, "utf-8")
    return file


def filler(count: int) -> list[tuple[CheckInfo, Script]]:
    """So many panels that only wait to be looked at."""
    return [(info(f"area.n{n}", title=f"Number {n}"), going_on(Progress(0.5))) for n in range(count)]


def repaints(seconds: float) -> Script:
    """What a spinning check reports, replayed at 20 Hz."""
    steps: list[Progress | Sample | float] = []
    for n in range(math.ceil(seconds * 20)):
        steps += [Progress(n % 50 / 50, Text(f"{n} turns")), Sample("turns", n / 20, n % 97, "ms"), 0.05]
    return going_on(*steps)


async def _lag_of(app: DeskreadyApp, seconds: float, ready: Callable[[], bool]) -> Lag:
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, ready, 60)
        await asyncio.sleep(0.3)
        end = time.perf_counter() + seconds
        lag = await probe(lambda: time.perf_counter() > end)
        assert app.conductor is not None
        app.conductor.session.cancel_all()
        await until(pilot, lambda: is_over(app), 60)
        return lag


async def lags(folder: Path, seconds: float) -> dict[str, Lag]:
    """The lag in each of the three cases."""

    def moves(app: DeskreadyApp) -> Callable[[], bool]:
        return lambda: app.conductor is not None and any(state.activity for state in app.conductor.state.bare_states)

    spinning = child(toys(folder), "toys.spin", "Spin", "toys.spin.value")
    real = DeskreadyApp(Shelf([spinning]), Request(profile="none"), ChildExecutor)
    replayed = Desk([(info("toys.spin", title="Spin"), repaints(seconds + 30))], Request(profile="none"))
    idle = Desk([(info("toys.spin", title="Spin"), going_on(Progress(0.5, Text("nothing"))))], Request(profile="none"))
    return {
        "a check spins in its child": await _lag_of(real, seconds, moves(real)),
        "repainting at 20 Hz, no child": await _lag_of(replayed, seconds, moves(replayed)),
        "nothing happens": await _lag_of(idle, seconds, moves(idle)),
    }


async def audit_of(folder: Path, count: int) -> tuple[float, Lag]:
    """Milliseconds per instant check of an audit of so many, and the interface's lag meanwhile."""
    file = toys(folder)
    checks = [child(file, f"toys.n{n}", "Instant", f"toys.n{n}") for n in range(count)]
    app = DeskreadyApp(Shelf(checks), Request(profile="none"), ChildExecutor)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: app.conductor is not None and app.conductor.state.running, 60)
        begun = time.perf_counter()
        lag = await probe(lambda: is_over(app))
        return (time.perf_counter() - begun) * 1000 / count, lag


def _tell(name: str, lag: Lag) -> None:
    print(f"  {name}: lag p50 {lag.p50:.1f} ms, p99 {lag.p99:.1f} ms, worst {lag.worst:.1f} ms")


def main(arguments: Sequence[str]) -> None:
    """Prints everything."""
    quick = "--quick" in arguments
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["DESKREADY_HOME"] = str(folder / "home")
        write_profile(folder / "home", "none", none__such="maximum = 1")
        for count in (50, 100 if quick else 500):
            cost, lag = asyncio.run(audit_of(folder, count))
            print(f"an audit of {count} instant checks: {cost:.1f} ms a check")
            _tell("meanwhile", lag)
        rounds = [asyncio.run(lags(folder, 3.0 if quick else 10.0)) for _ in range(1 if quick else 3)]
        print(f"loop lag, the best of {len(rounds)} rounds (aim: p99 under 100 ms)")
        best = {case: min((one[case] for one in rounds), key=lambda lag: lag.p99) for case in rounds[0]}
        for case, lag in best.items():
            _tell(case, lag)
        spinning, replayed = (best[case].p99 for case in list(best)[:2])
        print(f"a spinning check against replayed repaints: {spinning / replayed:.2f} (aim: at most 2.0)")


if __name__ == "__main__":
    main(sys.argv)
