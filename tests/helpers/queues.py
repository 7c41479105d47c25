"""The truth about a full line: how many bytes really wait before each of a lab's bottlenecks, and how many passed."""

import math
import re
import statistics
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Self

NOTING = """
from deskready_checks.internet.speed import run as _speed_run
from deskready_checks.internet.speed.under_load import UnderLoad
windows = {}
class Noting(UnderLoad):
    def end(self, direction, window):
        windows[direction.value] = window
        super().end(direction, window)
_speed_run.UnderLoad = Noting
"""
"""Code before a speed check, after which `windows` holds when the line counted as full, by `time.perf_counter`."""
WAYS = {"download": "left", "upload": "right"}
"""The lab's interface before each direction's bottleneck."""
_LOOK_SECONDS = 0.05
_UNITS = {"": 1, "K": 1024, "M": 1024**2}
_TOLD = re.compile(r"tbf \S+ dev (\S+) .*?Sent (\d+) bytes .*?backlog (\d+)([KM]?)b (\d+)p", re.DOTALL)


class Queues(threading.Thread):
    """Looks twenty times a second how many bytes wait; a context manager.

    Args:
        wire: The lab's namespace in the middle.
        idle_ms: The lab's round trip without a queue.
    """

    def __init__(self, wire: str, idle_ms: float = 20.0) -> None:
        super().__init__(daemon=True)
        self._waiting: dict[str, list[tuple[float, int]]] = {interface: [] for interface in WAYS.values()}
        self._frames: dict[str, list[int]] = {interface: [] for interface in WAYS.values()}
        self._passed: dict[str, list[tuple[float, int]]] = {interface: [] for interface in WAYS.values()}
        self._wire, self._idle_ms = wire, idle_ms
        self._ending = threading.Event()

    def run(self) -> None:
        while not self._ending.wait(_LOOK_SECONDS):
            command = ["tc", "-n", self._wire, "-s", "qdisc", "show"]
            told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
            now = time.perf_counter()  # one clock for all processes on Linux
            for interface, passed, size, unit, frames in _TOLD.findall(told):
                self._passed[interface].append((now, int(passed)))
                self._waiting[interface].append((now, int(size) * _UNITS[unit]))
                self._frames[interface].append(int(frames))

    def latency_ms(self, direction: str, window: Sequence[float], mbit: float) -> float:
        """The median round trip that a packet had in a window of `time.perf_counter`, where the way has that rate."""
        begin, end = window
        seen = [size for at, size in self._waiting[WAYS[direction]] if begin <= at < end]
        return self._idle_ms + statistics.median(seen) * 8e-3 / mbit

    def added_ms(self, window: Sequence[float], rates: Mapping[str, float]) -> float:
        """The median of what both queues together add to a round trip in a window, by each way's rate in Mbit/s.

        A fast download fills the queue of a slow upload with its acknowledgements. The first frame has waited half its
        time, on average.
        """
        begin, end = window
        ways = [self._left(WAYS[way], rate) for way, rate in rates.items()]
        looks = (look for look in zip(*ways, strict=False) if begin <= look[0][0] < end)
        return statistics.median([math.fsum(ms for _, ms in look) for look in looks])

    def _left(self, interface: str, mbit: float) -> Iterator[tuple[float, float]]:
        """At each look how long what waits before an interface takes to leave, in ms."""
        for (at, size), frames in zip(self._waiting[interface], self._frames[interface], strict=False):
            yield at, (size - size / max(frames, 1) / 2) * 8e-3 / mbit

    def passed_mbit(self, direction: str, window: Sequence[float]) -> float:
        """Mbit/s of Ethernet frames that left the way's bottleneck in a window of `time.perf_counter`."""
        begin, end = window
        seen = [(at, count) for at, count in self._passed[WAYS[direction]] if begin <= at < end]
        return (seen[-1][1] - seen[0][1]) * 8e-6 / (seen[-1][0] - seen[0][0])

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ending.set()
        self.join()
