"""What a computer that has too much to do makes of good and bad lines: no line that is good enough may fail."""

import contextlib
import json
import os
import random
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple

from helpers.check_child import TESTS
from helpers.delay_box import Flaws
from helpers.lab import GOODPUT, SERVER, lab

CONDITIONS = ("idle", "all cores busy", "a fifth of a core", "no memory to spare")
_SPIN = "import time\nend = time.monotonic() + 120\nwhile time.monotonic() < end:\n    pass"
_CHECKS = ("internet.speed", "internet.latency", "internet.quality")
_LIMITS = {
    "a fifth of a core": ("cpu", "cpu.cfs_quota_us", "20000"),
    "no memory to spare": ("memory", "memory.limit_in_bytes", "110M"),
}
"""The controller (version 1 of control groups), its file and what is written there."""


class Line(NamedTuple):
    """A line, and which metrics it is too bad for."""

    down: float
    """Mbit/s of Ethernet frames."""
    up: float
    rtt_ms: float
    flaws: Flaws
    bad: frozenset[str]

    def __str__(self) -> str:
        return f"{self.down:.0f}/{self.up:.0f} rtt {self.rtt_ms:.0f} loss {self.flaws.loss:.1%}"


def lines(count: int, seed: int) -> Iterator[tuple[str, Line]]:
    """Conditions in turn, each with a good line, then with a bad one: slow, far away, or lossy."""
    chance = random.Random(seed)
    for number in range(count):
        condition = CONDITIONS[number % len(CONDITIONS)]
        down, up, rtt_ms, loss, bad = (
            chance.uniform(40, 900),
            chance.uniform(15, 200),
            chance.uniform(5, 60),
            0.0,
            set(),
        )
        if number // len(CONDITIONS) % 2:
            match chance.choice(("slow", "far", "lossy")):
                case "slow":
                    down, up, bad = (
                        chance.uniform(2, 8),
                        chance.uniform(0.5, 2.4),
                        {"internet.download", "internet.upload"},
                    )
                case "far":
                    rtt_ms, bad = chance.uniform(200, 300), {"internet.latency"}
                case _:
                    down, up, loss, bad = (
                        50.0,
                        20.0,
                        0.03,
                        {"internet.loss", "internet.quality.loaded.mos", "internet.quality.mos"},
                    )
        yield condition, Line(down / GOODPUT, up / GOODPUT, rtt_ms, Flaws(loss=loss, seed=number + 1), frozenset(bad))


@contextlib.contextmanager
def condition(name: str) -> Iterator[Sequence[str]]:
    """Makes the computer like that; gives what a command is to be run under."""
    with ExitStack() as stack:
        if name == "all cores busy":
            for _ in range(2 * (os.cpu_count() or 1)):
                stack.callback(subprocess.Popen([sys.executable, "-c", _SPIN]).kill)
        if name not in _LIMITS:
            yield ()
            return
        controller, file, value = _LIMITS[name]
        folder = Path("/sys/fs/cgroup") / controller / f"deskready-busy-{os.getpid()}"
        folder.mkdir(exist_ok=True)
        stack.callback(_remove, folder)
        (folder / file).write_text(value)
        yield ("sh", "-c", f'echo $$ > {folder}/cgroup.procs; exec "$@"', "sh")


def _remove(folder: Path) -> None:
    with contextlib.suppress(OSError):  # somebody is still in it: it is empty soon
        folder.rmdir()


def audited(line: Line, name: str) -> dict[str, Any]:
    """The saved audit of a line on such a computer, as JSON; nothing where the program ended otherwise."""
    with lab(line.down, line.up, line.rtt_ms, 30.0, line.flaws) as made, condition(name) as under:
        options = [f"internet.speed.server={made.url}"]
        options += [f"{check}.responder={SERVER}:3478" for check in _CHECKS]
        command = [*under, *made.client, sys.executable, "-m", "deskready", "audit", *_CHECKS, "--format", "json"]
        command += [word for option in options for word in ("--option", option)]
        with tempfile.TemporaryDirectory() as home:
            path = os.pathsep.join([str(TESTS), os.environ.get("PYTHONPATH", "")])
            environment = os.environ | {"DESKREADY_HOME": home, "PYTHONPATH": path}
            done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    return (
        dict(json.loads(done.stdout)) if done.stdout.startswith("{") else {"verdicts": [], "ended": done.stderr[-300:]}
    )


def busy(count: int, seed: int) -> None:
    """Measures, and prints which verdicts were wrong, and what was left open."""
    print(f"{count} lines on computers with too much to do, seed {seed}", flush=True)
    wrong, opened, missed, lost = Counter[str](), Counter[str](), Counter[str](), 0
    for name, line in lines(count, seed):
        audit = audited(line, name)
        lost += "ended" in audit
        verdicts = {each["metric"]: each for each in audit["verdicts"] if each["metric"].startswith("internet.")}
        for metric, verdict in verdicts.items():
            if verdict["verdict"] == "fail" and metric not in line.bad:
                wrong[name] += 1
                print(f"  FALSE FAIL of {metric}: {verdict['message']['words']}", flush=True)
            missed[name] += metric in line.bad and verdict["verdict"] == "pass"
            opened[name] += verdict["verdict"] == "unknown" and metric in (
                "internet.download",
                "internet.upload",
                "internet.latency",
            )
        marks = Counter(str(each["verdict"]) for each in verdicts.values())
        print(f"{name:<20} {line}: {dict(marks)} {audit.get('ended', '')}", flush=True)
    for name in CONDITIONS:
        print(f"{name:<20} {wrong[name]} false fails, {missed[name]} bad called good, {opened[name]} left open")
    print(f"{lost} audits lost")
