"""The guard process: watches the memory of runs, ends what they leave behind, and ends all when the program is gone.

Started as `python -P -m deskready.engine.guard.guard` outside every check's process group. Its standard input is the
dead man's switch: when it closes, the program has ended, however it ended.
"""

import contextlib
import os
import signal
import sys
import threading
import time

import psutil

from deskready.engine.guard.census import Census
from deskready.engine.guard.protocol import Notice, Order, Swept, TooMuchMemory, Watch, decode_order, encode
from deskready.engine.run.stdio import LineReader, take_over, write_all

_POLL_SECONDS = 0.1
_SWEEP_SECONDS = 1.0


class Guard:
    """Obeys orders, one at a time, and looks at memory in between."""

    def __init__(self, reports: int) -> None:
        self._reports = reports
        self._census = Census()
        self._watches: dict[str, Watch] = {}
        self._lock = threading.Lock()

    def obey(self, order: Order) -> None:
        """Carries out one order."""
        with self._lock:
            if isinstance(order, Watch):
                self._watches[order.run] = order
                self._census.add(order.run, order.root)
                self._census.refresh()
            else:
                self._sweep(order.run)
                self._tell(Swept(order.run))

    def look(self) -> None:
        """Takes the census and reports runs over their memory limit, each once."""
        with self._lock:
            if not self._watches:
                return
            self._census.refresh()
            for run, watch in list(self._watches.items()):
                resident = self._census.resident(run)
                if resident > watch.limit_memory:
                    self._watches[run] = Watch(run, watch.root, sys.maxsize)
                    self._tell(TooMuchMemory(run, resident))

    def end_all(self) -> None:
        """Ends every run."""
        with self._lock:
            for run in list(self._watches):
                self._sweep(run)

    def _sweep(self, run: str) -> None:
        """Kills until nobody of the run is alive: what is killed may have had a child since it was last looked at."""
        watch = self._watches.pop(run, None)
        self._census.add(run)
        if watch is not None and hasattr(os, "killpg"):
            with contextlib.suppress(OSError):
                os.killpg(watch.root, signal.SIGKILL)
        deadline = time.monotonic() + _SWEEP_SECONDS
        while time.monotonic() < deadline:
            self._census.refresh()
            alive = [process for process in self._census.members(run) if not _is_dead(process)]
            if not alive:
                break
            for process in alive:
                with contextlib.suppress(psutil.Error):
                    process.kill()
            time.sleep(0.005)
        self._census.forget(run)

    def _tell(self, notice: Notice) -> None:
        with contextlib.suppress(OSError):
            write_all(self._reports, encode(notice))


def _is_dead(process: psutil.Process) -> bool:
    try:
        return process.status() in (psutil.STATUS_ZOMBIE, psutil.STATUS_DEAD) or not process.is_running()
    except psutil.Error:
        return True


def _look_for_ever(guard: Guard) -> None:
    while True:
        time.sleep(_POLL_SECONDS)
        guard.look()


def main() -> None:
    """Obeys until the program is gone, then ends what is left."""
    commands, reports = take_over()
    guard = Guard(reports)
    threading.Thread(target=_look_for_ever, args=(guard,), daemon=True).start()
    reader = LineReader(commands)
    while line := reader.read():
        guard.obey(decode_order(line))
    guard.end_all()
    os._exit(0)


if __name__ == "__main__":
    main()
