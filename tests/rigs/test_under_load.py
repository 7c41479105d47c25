"""Latency of a full line whose queues are looked into meanwhile. Needs root and Linux."""

import json
import re
import statistics
import subprocess
import sys
import threading
import time
from typing import Any, Self

import pytest

from helpers.lab import lab, why_not

RATE_MBIT, IDLE_MS = 25, 20
TARGET_MS, ROOM = 6, 5
"""How right it is on a quiet machine, and how many times as wrong it may be on one that does other work."""
CODE = """
import json, os, sys
from deskready.testing.context import run_check
from deskready_checks.internet import _speed_run
from deskready_checks.internet._under_load import UnderLoad
from deskready_checks.internet.speed import Speed
windows = {}
class Noting(UnderLoad):
    def end(self, direction, window):
        windows[direction.value] = window
        super().end(direction, window)
_speed_run.UnderLoad = Noting
found, gaps, _ = run_check(Speed, {"server": sys.argv[1]})
values = {name: [each.value, each.low, each.high] for name, each in found.items()}
print(json.dumps([values, windows, {name: gap.reason for name, gap in gaps.items()}]), flush=True)
os._exit(0)
"""
pytestmark = [pytest.mark.rig, pytest.mark.skipif(bool(why_not()), reason=why_not() or "can")]


class Queues(threading.Thread):
    """Looks twenty times a second how many bytes wait before each bottleneck."""

    def __init__(self, wire: str) -> None:
        super().__init__(daemon=True)
        self.waiting: dict[str, list[tuple[float, int]]] = {"left": [], "right": []}
        self._wire = wire
        self._ending = threading.Event()

    def run(self) -> None:
        while not self._ending.wait(0.05):
            command = ["tc", "-n", self._wire, "-s", "qdisc", "show"]
            told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
            now = time.perf_counter()  # one clock for all processes on Linux
            for name, size, unit in re.findall(r"tbf \S+ dev (\S+) .*?backlog (\d+)([KM]?)b", told, re.DOTALL):
                self.waiting[name].append((now, int(size) * {"": 1, "K": 1024, "M": 1024**2}[unit]))

    def latency_ms(self, name: str, begin: float, end: float) -> float:
        """The median round trip that a packet had in that time."""
        seen = [size for at, size in self.waiting[name] if begin <= at < end]
        return IDLE_MS + statistics.median(seen) * 8e-3 / RATE_MBIT

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ending.set()
        self.join()


def test_the_latency_of_a_full_line_is_that_of_its_queue() -> None:
    with lab(RATE_MBIT, RATE_MBIT, IDLE_MS) as line, Queues(line.wire) as queues:
        done = subprocess.run(
            [*line.client, sys.executable, "-c", CODE, line.url], check=True, capture_output=True, text=True, timeout=60
        )
    found: dict[str, list[Any]]
    found, windows, gaps = json.loads(done.stdout)
    assert gaps == {}
    errors, added = {}, []
    for direction, name in (("download", "left"), ("upload", "right")):
        truth = queues.latency_ms(name, *windows[direction])
        assert truth > IDLE_MS + 40, "the line was not full"
        errors[direction] = found[f"internet.latency.loaded.{direction}"][0] - truth
        added.append(truth - IDLE_MS)
    assert max(map(abs, errors.values())) <= TARGET_MS * ROOM, errors
    assert found["internet.bufferbloat"][0] == pytest.approx(max(added), abs=TARGET_MS * ROOM)
    assert found["internet.bufferbloat.grade"][0].startswith("C")
    mos, low, high = found["internet.quality.loaded.mos"]
    assert 3.1 < low <= mos <= high < 4.4, "a queue of a tenth of a second delays a call, and does not spoil it"
