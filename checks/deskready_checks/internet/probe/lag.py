"""How late this computer wakes a program that is due: what a clock of a program cannot be better than."""

import threading
import time

from deskready_checks.internet.probe.delay import percentile

_TICK_SECONDS = 0.01


class LagMeter:
    """Measures the scheduler's lag in a thread of its own, from `start` to `stop`."""

    def __init__(self) -> None:
        self._late: list[float] = []
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="lag", daemon=True)

    def start(self) -> None:
        """Begins to measure."""
        self._thread.start()

    def stop(self) -> float | None:
        """Ends it: the 99th percentile in ms, or None where it was too short for any."""
        self._stopping.set()
        self._thread.join()
        return percentile(sorted(self._late), 99) if self._late else None

    def _run(self) -> None:
        while True:
            due = time.perf_counter() + _TICK_SECONDS
            if self._stopping.wait(_TICK_SECONDS):
                return
            self._late.append(max(time.perf_counter() - due, 0.0) * 1000)
