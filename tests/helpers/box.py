"""A bad line in a box: UDP datagrams pass through it delayed, shaken, lost and slowed down. Needs no privilege."""

import heapq
import random
import select
import socket
import threading
import time
from dataclasses import dataclass
from typing import Self


@dataclass
class Line:
    """One direction of the line; all of it may be changed while it is used.

    Attributes:
        delay_ms: What every datagram takes.
        jitter_ms: What a datagram may take besides: evenly spread from 0.
        loss: Share of the datagrams that are lost.
        burst: Mean length of a run of losses; 1 for losses that do not hang together (Gilbert's model).
        rate_mbit: Throughput of payload; None for no limit. Datagrams queue for it.
        queue_ms: How much may queue; what does not fit is lost.
        reorder: Whether a datagram may overtake another.
        cut: Whether everything is lost.
    """

    delay_ms: float = 0.0
    jitter_ms: float = 0.0
    loss: float = 0.0
    burst: float = 1.0
    rate_mbit: float | None = None
    queue_ms: float = 100.0
    reorder: bool = False
    cut: bool = False


class _Way:
    """The state of one direction."""

    def __init__(self, line: Line, seed: int) -> None:
        self.line, self.passed, self.dropped = line, 0, 0
        self._random = random.Random(seed)
        self._losing = False
        self._free = self._last = 0.0

    def due(self, size: int, now: float) -> float | None:
        """When a datagram that comes now leaves, or None where it is lost."""
        at = None if self.line.cut or self._lose() else self._queue(size, now)
        if at is None:
            self.dropped += 1
            return None
        self.passed += 1
        at += (self.line.delay_ms + self._random.uniform(0, self.line.jitter_ms)) / 1000
        self._last = at if self.line.reorder else max(at, self._last)
        return self._last

    def _lose(self) -> bool:
        line = self.line
        if line.burst <= 1:
            return self._random.random() < line.loss
        leave = 1 / line.burst
        enter = leave * line.loss / (1 - line.loss)
        self._losing = self._random.random() >= leave if self._losing else self._random.random() < enter
        return self._losing

    def _queue(self, size: int, now: float) -> float | None:
        if self.line.rate_mbit is None:
            return now
        start = max(now, self._free)
        if start - now > self.line.queue_ms / 1000:
            return None
        self._free = start + size * 8e-6 / self.line.rate_mbit
        return self._free


class Box:
    """Passes datagrams between its own port and a server's, for any number of clients.

    Args:
        server: Host and port that it leads to.
        up: The line towards the server.
        down: The line back.
        seed: Of all chance.
    """

    def __init__(
        self, server: tuple[str, int], up: Line | None = None, down: Line | None = None, seed: int = 1
    ) -> None:
        self.up, self.down = _Way(up or Line(), seed), _Way(down or Line(), seed + 1000)
        self._server = server
        self._front = _socket()
        self._backs: dict[socket.socket, tuple[str, int]] = {}
        self._by_client: dict[tuple[str, int], socket.socket] = {}
        self._waiting: list[tuple[float, int, socket.socket, tuple[str, int], bytes]] = []
        self._count = 0
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self.host, self.port = self._front.getsockname()

    @property
    def name(self) -> str:
        """Its address as "host:port"."""
        return f"{self.host}:{self.port}"

    @property
    def dropped(self) -> int:
        """How many datagrams were lost, both ways together."""
        return self.up.dropped + self.down.dropped

    def _run(self) -> None:
        while not self._ending.is_set():
            left = self._waiting[0][0] - time.perf_counter() if self._waiting else 0.05
            for sock in select.select([self._front, *self._backs], [], [], min(max(left, 0.0), 0.05))[0]:
                self._take(sock)
            while self._waiting and self._waiting[0][0] <= time.perf_counter():
                _, _, sock, target, data = heapq.heappop(self._waiting)
                try:
                    sock.sendto(data, target)
                except OSError:  # the other end is gone: what a router would do, too
                    continue

    def _take(self, sock: socket.socket) -> None:
        for _ in range(64):
            try:
                data, source = sock.recvfrom(65_536)
            except OSError:
                return
            out, target, way = self._route(sock, source)
            due = way.due(len(data), time.perf_counter())
            if due is not None:
                self._count += 1
                heapq.heappush(self._waiting, (due, self._count, out, target, data))

    def _route(self, sock: socket.socket, source: tuple[str, int]) -> tuple[socket.socket, tuple[str, int], _Way]:
        if sock is not self._front:
            return self._front, self._backs[sock], self.down
        if source not in self._by_client:
            back = self._by_client[source] = _socket()
            self._backs[back] = source
        return self._by_client[source], self._server, self.up

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ending.set()
        self._thread.join()
        for sock in (self._front, *self._backs):
            sock.close()


def _socket() -> socket.socket:
    sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sock.setblocking(False)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)
    sock.bind(("127.0.0.1", 0))
    return sock
