"""How fast bytes may pass: a rate for all, shared by client first, and by its connections within."""

import threading
import time
from collections import deque
from collections.abc import Callable

ACTIVE_SECONDS = 2.0
"""How long after its last bytes a client still counts as one that shares."""
SHARED = 0.88
"""The part of the rate that several clients share. TCP gets 0.93 of an Ethernet of the same rate: with a little less
the queue stands here, where each client has its turn, and not before the link, where each connection has."""
WINDOW_SECONDS = 0.1
"""How long what a client may have on its way to here takes at its part of the rate; more would stand before the
link."""
CREDIT_PIECES = 8
"""Pieces that a client may make up for after turns it missed, as its line or this computer was slow for a moment."""
SLOT_SECONDS, SLACK = 0.25, 0.015
"""The rate was used up where in so many seconds no more than this share of it was left."""
PAUSE_SECONDS = 1.0
"""What is longer between two pieces of a client is a pause, and no part of a transfer."""


class Share:
    """One client's part of the rate one way. Its `Pace` changes it.

    Attributes:
        seconds: How long it has moved bytes.
        shared: How long of it the rate was used up by several, and the client had its part: so long its own line was
            not the limit.
        capped: How long of it the client used up the rate by itself, buffers on the way included.
    """

    __slots__ = ("capped", "had", "last", "owed", "seconds", "shared", "turns")

    def __init__(self) -> None:
        self.seconds = 0.0
        self.shared = 0.0
        self.capped = 0.0
        self.had = 0.0
        self.last = 0.0
        self.owed = 0
        self.turns: deque[threading.Event] = deque()

    def note(self, now: float, *, held: bool, alone: bool) -> None:
        """Counts the time since its last piece."""
        passed, self.last = now - self.last, now
        if passed > PAUSE_SECONDS:
            return
        self.seconds += passed
        if held and alone:
            self.capped += passed
        elif held:
            self.shared += passed


class Pace:
    """Lets bytes pass at a rate that all threads share.

    One thread at a time waits until its bytes may pass. The next is one of the client that has had least, by
    start-time fair queueing (Goyal, Vin, Cheng, IEEE/ACM Transactions on Networking 5(5), 1997): however many
    connections a client has, it gets what each other one gets, and what one does not take is shared by the others.

    Args:
        rate_mbit: Mbit/s; 0 for no limit.
        stop: Ends every wait.
        clock: Gives seconds.
    """

    CREDIT_SECONDS = 0.02
    """What a wait that took too long may be made up for, so that the rate is reached."""

    def __init__(self, rate_mbit: float, stop: threading.Event, clock: Callable[[], float] = time.monotonic) -> None:
        self._bytes_per_second = rate_mbit * 125_000
        self._stop = stop
        self._clock = clock
        self._lock = threading.Lock()
        self._taken = False
        self._waiting: dict[Share, None] = {}
        self._active: dict[Share, float] = {}
        self._had = 0.0
        self._free = 0.0
        self._slot = 0.0
        self._left = 0.0
        self._behind = 0.0
        self._used_up = False

    @property
    def piece(self) -> int:
        """Bytes to pass at once: a hundredth of a second's worth, within bounds."""
        if not self._bytes_per_second:
            return 1_048_576
        return max(min(int(self._bytes_per_second / 100), 262_144), 1_024)

    @property
    def window(self) -> int:
        """Bytes that one client may have on their way to here while several share; 0 for as many as it likes."""
        sharing = len(self._active)
        return int(self._bytes_per_second * SHARED / sharing * WINDOW_SECONDS) if sharing > 1 else 0

    def take(self, share: Share, count: int) -> None:
        """Waits until `count` bytes of that client may pass; a client's bytes pass by the piece."""
        if not self._bytes_per_second:
            return
        asked = self._clock()
        with self._lock:
            self._active[share] = asked
            share.owed += count
            if share.owed < self.piece:
                return
            count, share.owed = share.owed, 0
        if (turn := self._queue(share)) is not None:
            turn.wait()
        try:
            with self._lock:
                wait = self._spend(share, count, asked)
            if wait > 0:
                self._stop.wait(wait)
        finally:
            self._pass_on()

    def _queue(self, share: Share) -> threading.Event | None:
        """What is set at this thread's turn; None where it is at once."""
        with self._lock:
            if not self._taken:
                self._taken = True
                return None
            turn = threading.Event()
            share.turns.append(turn)
            self._waiting[share] = None
            return turn

    def _pass_on(self) -> None:
        """Gives the turn to a thread of the client that has had least."""
        with self._lock:
            if not self._waiting:
                self._taken = False
                return
            share = min(self._waiting, key=self._start)
            turn = share.turns.popleft()
            if not share.turns:
                del self._waiting[share]
        turn.set()

    def _start(self, share: Share) -> float:
        """How many bytes a client counts as having had: who was away does not get all that it let pass."""
        return max(share.had, self._had - CREDIT_PIECES * self.piece)

    def _spend(self, share: Share, count: int, asked: float) -> float:
        """Counts bytes that a thread asked for at that time; returns how long they have to wait."""
        now = self._clock()
        start = self._start(share)
        full = share.had >= start
        share.had = start + count
        self._had = max(self._had, start)
        self._look(now, asked - self._free)
        wait = max(self._free - now, -self.CREDIT_SECONDS)
        self._free = now + wait + count / self._rate(now)
        share.note(now, held=full and self._used_up, alone=len(self._active) < 2)
        return wait

    def _rate(self, now: float) -> float:
        """Bytes a second for all who share it now."""
        if len(self._active) > 1:
            for other in [each for each, last in self._active.items() if now - last > ACTIVE_SECONDS]:
                del self._active[other]
        return self._bytes_per_second * (SHARED if len(self._active) > 1 else 1.0)

    def _look(self, now: float, late: float) -> None:
        """Notes for how long nobody used the rate, and at the end of each slot whether that was hardly ever.

        Args:
            now: The time.
            late: For how long bytes might have passed, and nobody asked; beyond the credit that is lost for ever. Who
                asked in time, and was then kept waiting by a busy computer, was held all the same.
        """
        self._left += max(late - self.CREDIT_SECONDS, 0.0)
        if now - self._slot >= SLOT_SECONDS:
            behind = min(max(late, 0.0), self.CREDIT_SECONDS)
            self._used_up = self._left + behind - self._behind <= SLACK * (now - self._slot)
            self._slot, self._left, self._behind = now, 0.0, behind
