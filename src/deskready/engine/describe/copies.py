"""Processes that are copies of the describer (POSIX)."""

import contextlib
import os
import selectors
import signal
import sys
import time
from typing import NamedTuple, NoReturn

from deskready.engine.describe.describe import tell
from deskready.engine.describe.orders import OUTPUT_LIMIT, Order
from deskready.engine.guard.bonds import bear_brand, die_with_parent, forbid_core_dumps
from deskready.engine.tag import TAG_VARIABLE

_CHUNK = 65536
_MOST_DESCRIPTORS = 4096
"""Far more than a describer has open."""
_EXIT_LIMIT_SECONDS = 2.0
"""How long a killed process is waited for."""

if sys.platform == "linux":
    import ctypes as _ctypes  # noqa: F401 - what every copy needs at its start, loaded once


class _Copy(NamedTuple):
    pid: int
    pipe: int
    """What it says is read here."""


class Copies:
    """Copies of this process, which has one thread and imports no check."""

    def __init__(self, commands: int) -> None:
        self._selector = selectors.DefaultSelector()
        self._selector.register(commands, selectors.EVENT_READ, None)
        self._copies: dict[int, _Copy] = {}

    def start(self, order: Order) -> int:
        """As in `Hands`."""
        describer = os.getpid()
        pipe, reports = os.pipe()
        try:
            pid = os.fork()
        except OSError:
            os.close(pipe)
            os.close(reports)
            raise
        if pid == 0:
            _live(order, reports, describer)
        os.close(reports)
        os.set_blocking(pipe, False)
        self._selector.register(pipe, selectors.EVENT_READ, order.number)
        self._copies[order.number] = _Copy(pid, pipe)
        return pid

    def listen(self, seconds: float | None) -> list[tuple[int | None, bytes]]:
        """As in `Hands`."""
        return [(key.data, os.read(key.fd, _CHUNK)) for key, _ in self._selector.select(seconds)]

    def is_over(self, number: int) -> bool:
        """As in `Hands`. Who is over stays to be waited for, so that nobody else gets its process id."""
        with contextlib.suppress(OSError):
            return os.waitid(os.P_PID, self._copies[number].pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None
        return True

    def end(self, number: int) -> bytes:
        """As in `Hands`."""
        pid, pipe = self._copies.pop(number)
        for kill in (os.killpg, os.kill):  # it may not have got round to making its group
            with contextlib.suppress(OSError):
                kill(pid, signal.SIGKILL)
        rest = bytearray()
        with contextlib.suppress(OSError):
            while len(rest) < OUTPUT_LIMIT and (said := os.read(pipe, _CHUNK)):
                rest += said
        self._selector.unregister(pipe)
        os.close(pipe)
        _wait(pid)
        return bytes(rest)


def _wait(pid: int) -> None:
    """Takes note of the end of a killed process; a kernel that does not let it go is not waited for."""
    until = time.monotonic() + _EXIT_LIMIT_SECONDS
    with contextlib.suppress(OSError):
        while os.waitpid(pid, os.WNOHANG) == (0, 0) and time.monotonic() < until:
            time.sleep(0.002)


def _live(order: Order, reports: int, describer: int) -> NoReturn:
    """The life of a copy: nothing that it does comes back into the describer's own code."""
    try:
        os.setsid()
        os.closerange(3, reports)
        os.closerange(reports + 1, _MOST_DESCRIPTORS)
        os.environ[TAG_VARIABLE] = order.tag
        bear_brand(order.tag)
        die_with_parent(describer)
        forbid_core_dumps()
        tell(reports, order.origins)
    finally:
        os._exit(1)
