"""A TCP connection: reads, discards and sends, each within its time."""

import functools
import math
import os
import socket
import ssl
import sys
import time

READ_SIZE = 16_384
"""Bytes to read at once of what is looked at."""
PAYLOAD_SIZE = 4 * 1024**2
_FINISH_SECONDS, _FINISH_BYTES = 1.0, 16 * 1024**2
_TRUNCATE = socket.MSG_TRUNC if sys.platform == "linux" else 0
"""On Linux, has TCP drop what is read without copying it (tcp(7))."""
_MORE = getattr(socket, "MSG_MORE", 0)
"""On Linux, says that more follows at once, so that a head does not go in a packet of its own."""
_WINDOW = getattr(socket, "TCP_WINDOW_CLAMP", 0)
"""On Linux, bounds what a peer may send without an answer (tcp(7))."""
_WIDE = 2**30
_WASTE = memoryview(bytearray(1024**2))
"""What is discarded is written here, by all threads at once; nobody reads it."""


@functools.cache
def payload() -> memoryview:
    """Random bytes to send again and again: longer than any compression's window that a path might apply."""
    return memoryview(os.urandom(PAYLOAD_SIZE))


class Wire:
    """A connection. One thread uses it.

    Args:
        sock: The socket, or one that speaks TLS.
        stall_seconds: How long a call may move nothing.

    Attributes:
        buffer: What was read and not yet used.
        deadline: The time (`time.monotonic`) from which every call fails.
        answered: Whether an answer to the request was begun.
    """

    def __init__(self, sock: socket.socket, stall_seconds: float) -> None:
        self.sock = sock
        self.buffer = bytearray()
        self.deadline = math.inf
        self.answered = False
        self._stall_seconds = stall_seconds
        encrypted = isinstance(sock, ssl.SSLSocket)
        self._discard_flags = 0 if encrypted else _TRUNCATE
        self._more = 0 if encrypted else _MORE
        self._narrow = False

    def within(self, seconds: float) -> None:
        """Sets the deadline."""
        self.deadline = time.monotonic() + seconds

    def fill(self, seconds: float = math.inf) -> bool:
        """Reads something into the buffer; False where the peer sends no more.

        Raises:
            TimeoutError: Nothing came in time.
            OSError: The connection broke.
        """
        self._arm(seconds)
        data = self.sock.recv(READ_SIZE)
        self.buffer += data
        return bool(data)

    def fill_now(self) -> bool:
        """Reads what is there into the buffer, without waiting; False where the peer sends no more."""
        self.sock.settimeout(0)
        try:
            data = self.sock.recv(READ_SIZE)
        except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
            return True
        self.buffer += data
        return bool(data)

    def take(self, count: int) -> bytes:
        """The buffer's first bytes, taken out of it."""
        data = bytes(self.buffer[:count])
        del self.buffer[:count]
        return data

    def discard(self, count: int, seconds: float = math.inf) -> int:
        """Takes at most `count` bytes from the peer and forgets them; returns how many, 0 where it sends no more.

        Raises:
            TimeoutError: Nothing came in time.
            OSError: The connection broke.
        """
        if self.buffer:
            return len(self.take(count))
        self._arm(seconds)
        return self.sock.recv_into(_WASTE, min(count, len(_WASTE)), self._discard_flags)

    def narrow(self, window: int) -> None:
        """Lets the peer have no more than so many bytes on their way (0 for as many as it likes), where TCP can.

        What the peer was let have already stays; the system widens it again by itself, so it is to be said repeatedly.
        """
        if _WINDOW and (window or self._narrow):
            self._narrow = bool(window)
            self.sock.setsockopt(socket.IPPROTO_TCP, _WINDOW, window or _WIDE)

    def send(self, data: bytes | memoryview, *, more: bool = False) -> None:
        """Sends all of it.

        Raises:
            TimeoutError: The peer took nothing for too long.
            OSError: The connection broke.
        """
        left = memoryview(data)
        while left:
            self._arm()
            left = left[self.sock.send(left, self._more if more else 0) :]

    def finish(self) -> None:
        """Ends the connection so that the peer can still read what was sent: closing on unread bytes would reset it."""
        self.within(_FINISH_SECONDS)
        self.sock.shutdown(socket.SHUT_WR)
        left = _FINISH_BYTES
        while left > 0 and (count := self.discard(left)):
            left -= count

    def _arm(self, seconds: float = math.inf) -> None:
        left = min(self._stall_seconds, seconds, self.deadline - time.monotonic())
        if left <= 0:
            raise TimeoutError("the time is up")
        self.sock.settimeout(left)
