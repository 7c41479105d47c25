"""The clients: how much each uses, and whether it may use more."""

import math
import threading
import time
from collections.abc import Callable

from deskready_responder.bucket import Bucket
from deskready_responder.limits import Limits
from deskready_responder.pace import Share
from deskready_responder.refusal import Refusal

CAPACITY = 10_000
"""Clients to remember that have no connection."""


class Client:
    """One client. Made by `Clients`.

    Attributes:
        key: Whom it stands for.
        connections: Its connections now.
        down: Its part of the rate towards clients.
        up: Its part of the rate from them.
    """

    def __init__(self, key: str, limits: Limits, lock: threading.Lock, clock: Callable[[], float]) -> None:
        self.key = key
        self.connections = 0
        self.down = Share()
        self.up = Share()
        self._limits = limits
        self._lock = lock
        self._clock = clock
        self._begun = clock()
        self._spent = 0
        self._requests = Bucket(limits.requests_per_second, clock)
        self._opened = Bucket(limits.opened_per_second, clock)

    def open(self) -> None:
        """Counts a connection; the lock is held.

        Raises:
            Refusal: It opens too many.
        """
        if not self._opened.grant():
            raise Refusal(429, "Too many connections a second from this network. Please wait a moment.", 1)
        self.connections += 1

    def request(self) -> None:
        """Counts a request.

        Raises:
            Refusal: It makes too many, or has moved all the bytes it may.
        """
        with self._lock:
            self._renew()
            if not self._requests.grant():
                raise Refusal(429, "Too many requests a second. Please wait a moment.", 1)
            self._check()

    def charge(self, count: int) -> None:
        """Counts bytes that it is about to move, or has moved.

        Raises:
            Refusal: It had moved all that it may.
        """
        with self._lock:
            self._renew()
            self._check()
            self._spent += count

    @property
    def stale(self) -> bool:
        """Whether nothing about it needs remembering."""
        return not self.connections and self._clock() - self._begun >= self._limits.period_seconds

    def _renew(self) -> None:
        if self._clock() - self._begun >= self._limits.period_seconds:
            self._begun, self._spent = self._clock(), 0

    def _check(self) -> None:
        allowed = self._limits.bytes_per_client
        if allowed and self._spent >= allowed:
            left = self._begun + self._limits.period_seconds - self._clock()
            raise Refusal(429, "This network has used up its share of this server. Try again later.", math.ceil(left))


class Clients:
    """All clients.

    Args:
        limits: What each may use.
        clock: Gives seconds.
    """

    def __init__(self, limits: Limits, clock: Callable[[], float] = time.monotonic) -> None:
        self._limits = limits
        self._clock = clock
        self._lock = threading.Lock()
        self._known: dict[str, Client] = {}
        self._connections = 0

    def __len__(self) -> int:
        return len(self._known)

    def enter(self, key: str) -> Client:
        """Counts a connection, until `leave`.

        Raises:
            Refusal: There are too many, of all or of this client. It has cost nothing that others need.
        """
        with self._lock:
            known = self._known.get(key)
            has = known.connections if known else 0
            if has >= self._limits.connections_per_client and self._connections < self._limits.connections:
                raise Refusal(429, "Too many connections at a time from this network. Close some and try again.", 10)
            if not self._room(has):
                raise Refusal(503, "This server is busy with other measurements. Try again in a minute.", 60)
            client = known or self._add(key)
            client.open()
            self._connections += 1
            return client

    def _room(self, has: int) -> bool:
        """Whether one more is left for a client that has so many.

        The more clients there are the fewer each may have, so that some are left for whoever comes next: half as many
        as are free, or where one alone may have more than a third of all, so much more (dynamic thresholds, Choudhury
        and Hahne, IEEE/ACM Transactions on Networking 6(2), 1998).
        """
        free = self._limits.connections - self._connections
        others = self._limits.connections - self._limits.connections_per_client
        if others <= 0:
            return free > 0
        return has < max(0.5, self._limits.connections_per_client / others) * free

    def leave(self, client: Client) -> None:
        """Ends what `enter` began."""
        with self._lock:
            client.connections -= 1
            self._connections -= 1

    def _add(self, key: str) -> Client:
        if len(self._known) >= CAPACITY:
            self._forget()
        client = self._known[key] = Client(key, self._limits, self._lock, self._clock)
        return client

    def _forget(self) -> None:
        """Makes room: whoever is stale goes, else the one without a connection that came first."""
        for key in [key for key, client in self._known.items() if client.stale]:
            del self._known[key]
        if len(self._known) >= CAPACITY:
            oldest = next((key for key, client in self._known.items() if not client.connections), None)
            if oldest is not None:
                del self._known[oldest]
