"""The guard process: watches the memory of runs, ends what they leave behind, and ends all when the program is gone.

Started as `python -P -m deskready.engine.guard.guard` outside every check's process group. Its standard input is the
dead man's switch: when it closes, the program has ended, however it ended.
"""

import contextlib
import os
import sys
import threading
import time

from deskready.engine.guard.census import Census
from deskready.engine.guard.protocol import Notice, Order, Swept, TooMuchMemory, Watch, decode_order, encode
from deskready.engine.guard.sweep import sweep
from deskready.engine.run.stdio import LineReader, take_over, write_all

_POLL_SECONDS = 0.1
_SHARE = 4
"""So many times as long as a look takes does the guard rest after it: with thousands of processes a look takes long."""


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
                self._tell(Swept(order.run, self._sweep(order.run)))

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

    def _sweep(self, run: str) -> tuple[int, ...]:
        watch = self._watches.pop(run, None)
        return sweep(run, watch.root if watch else None, self._census)

    def _tell(self, notice: Notice) -> None:
        with contextlib.suppress(OSError):
            write_all(self._reports, encode(notice))


def _look_for_ever(guard: Guard) -> None:
    rest = _POLL_SECONDS
    while True:
        time.sleep(rest)
        begun = time.monotonic()
        guard.look()
        rest = max(_POLL_SECONDS, _SHARE * (time.monotonic() - begun))


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
