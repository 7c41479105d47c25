"""What the log tells of each test: one line, without the client's address."""

import threading
import time
from collections.abc import Callable

from deskready.core.clean import clean
from deskready.core.declare.unit import Unit, show_value
from deskready_responder.address import masked

QUIET_SECONDS = 2.0
"""How long a client does nothing more of a kind until that counts as one test."""
CAPACITY = 1_000
"""Tests to follow at a time; what is beyond is served and not told."""
LINES = 20
"""Lines to tell at once."""


class Transfer:
    """What one client moves in one way, over all its connections. Made by `Diary`."""

    def __init__(self, where: str, what: str, clock: Callable[[], float]) -> None:
        self._where = where
        self._what = what
        self._clock = clock
        self.begun = self.last = clock()
        self.open = 0
        self.parts = 0
        self.count = 0

    def add(self, count: int) -> None:
        """Counts bytes or packets that were moved; a count that two threads add to at once may miss one of them."""
        self.count += count
        self.last = self._clock()

    def line(self) -> str:
        """What the log says of it."""
        seconds = max(self.last - self.begun, 0.001)
        if self._what.startswith("UDP"):
            told = f"{self.count} packets in {seconds:.1f} s"
        else:
            rate = show_value(self.count * 8e-6 / seconds, Unit.MBIT_S)
            told = f"{self.count / 1e6:.1f} MB in {seconds:.1f} s, {rate}, requests: {self.parts}"
        return clean(f"{time.strftime('%H:%M:%S')}  {self._where}  {self._what}: {told}")


class Diary:
    """Follows the tests of all clients.

    Args:
        say: Tells a line; None tells nothing.
        clock: Gives seconds.
    """

    def __init__(self, say: Callable[[str], None] | None, clock: Callable[[], float] = time.monotonic) -> None:
        self._say = say
        self._clock = clock
        self._lock = threading.Lock()
        self._transfers: dict[tuple[str, str], Transfer] = {}

    def open(self, host: str, what: str) -> Transfer:
        """Begins a part of a test, until `close`."""
        with self._lock:
            transfer = self._transfers.get((host, what))
            if transfer is None:
                transfer = Transfer(masked(host), what, self._clock)
                if len(self._transfers) < CAPACITY and self._say is not None:
                    self._transfers[host, what] = transfer
            transfer.open += 1
            transfer.parts += 1
            return transfer

    def close(self, transfer: Transfer) -> None:
        """Ends what `open` began."""
        with self._lock:
            transfer.open -= 1

    def count(self, host: str, what: str) -> None:
        """Counts one packet."""
        transfer = self.open(host, what)
        transfer.add(1)
        self.close(transfer)

    def tell(self, *, everything: bool = False) -> None:
        """Tells the tests that have ended; call it now and then.

        Args:
            everything: Also those that have not.
        """
        if self._say is None:
            return
        now = self._clock()
        with self._lock:
            ended = [
                key
                for key, transfer in self._transfers.items()
                if everything or (not transfer.open and now - transfer.last >= QUIET_SECONDS)
            ]
            told = [transfer for key in ended if (transfer := self._transfers.pop(key)).count]
        for transfer in told[:LINES]:
            self._say(transfer.line())
        if len(told) > LINES:
            self._say(f"and {len(told) - LINES} more")
