"""Bytes that sockets of our own move, TLS included, counted where they enter and leave the operating system."""

import socket
import ssl
import struct
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from deskready_checks.internet.load.send_queue import waiting

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer

_T = TypeVar("_T")
_WIRE_BYTES = 65_536
"""Most that is taken from the system at once for TLS: four records."""
_UNSENT_BYTES = 16_384
"""Most that may wait unsent in one connection's buffer, so that bytes handed over are bytes on their way."""
_RESET = struct.pack("hh" if hasattr(socket, "SO_EXCLUSIVEADDRUSE") else "ii", 1, 0)
"""SO_LINGER for no time at all; Windows, which alone has exclusive addresses, takes shorts."""


class Meter:
    """What all connections of one run moved together. Any thread may read it."""

    def __init__(self) -> None:
        self._sockets: list[MeteredSocket] = []
        self._received = 0
        self._sent = 0

    @property
    def received(self) -> int:
        """Bytes received so far."""
        return self._received + sum(connection.received for connection in list(self._sockets))

    @property
    def sent(self) -> int:
        """Bytes that reached the other end's system so far; where ours does not tell, those handed to it."""
        return self._sent + sum(connection.sent - waiting(connection) for connection in list(self._sockets))

    def add(self, connection: "MeteredSocket") -> None:
        """Counts one more connection."""
        self._sockets.append(connection)

    def credit(self, received: int, sent: int) -> None:
        """Counts what another program moved for us, as it tells; one thread calls this."""
        self._received += received
        self._sent += sent


class MeteredSocket(socket.socket):
    """A connected stream socket that counts. One thread uses it, others may read the counts.

    Args:
        connected: The socket to take over; it is detached.
        meter: Counts it.

    Attributes:
        received: Bytes taken from the operating system.
        sent: Bytes handed to the operating system, without those dropped at the end.
    """

    def __init__(self, connected: socket.socket, meter: Meter) -> None:
        timeout = connected.gettimeout()
        super().__init__(connected.family, connected.type, connected.proto, fileno=connected.detach())
        self.settimeout(timeout)
        self.received = 0
        self.sent = 0
        if hasattr(socket, "TCP_NOTSENT_LOWAT"):  # Linux and macOS; Windows keeps its send buffer short by itself
            self.setsockopt(socket.IPPROTO_TCP, socket.TCP_NOTSENT_LOWAT, _UNSENT_BYTES)
        meter.add(self)

    def recv_into(self, buffer: "WriteableBuffer", nbytes: int = 0, flags: int = 0) -> int:
        """Receives, and counts."""
        count = super().recv_into(buffer, nbytes, flags)
        self.received += count
        return count

    def sendall(self, data: "ReadableBuffer", flags: int = 0, /) -> None:
        """Sends all of `data`, and counts each piece that the system takes."""
        with memoryview(data) as view, view.cast("B") as rest:
            done = 0
            while done < len(rest):
                count = super().send(rest[done:], flags)
                self.sent += count
                done += count

    def close(self) -> None:
        """Closes, and drops what still waits: the line is free at once, and the rest is not spent."""
        if dropped := waiting(self):
            self.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
            self.sent -= dropped
        super().close()


class MeteredTls(MeteredSocket):
    """A TLS connection over a counted socket: handshake, records and all are counted.

    `ssl.SSLSocket` reads and writes the descriptor itself, so that only the bytes inside TLS could be counted there.

    Args:
        connected: The socket to take over; it is detached.
        meter: Counts it.
        context: How to verify the other end.
        hostname: The other end's name.

    Raises:
        OSError: The connection broke, or (as `ssl.SSLError`) no trusted one could be made.
    """

    def __init__(self, connected: socket.socket, meter: Meter, context: ssl.SSLContext, hostname: str) -> None:
        super().__init__(connected, meter)
        self._incoming = ssl.MemoryBIO()
        self._outgoing = ssl.MemoryBIO()
        self._wire = bytearray(_WIRE_BYTES)
        self._tls = context.wrap_bio(self._incoming, self._outgoing, server_hostname=hostname)
        try:
            self._until_done(self._tls.do_handshake)
        except OSError:
            self.close()
            raise

    def recv_into(self, buffer: "WriteableBuffer", nbytes: int = 0, flags: int = 0) -> int:  # noqa: ARG002 - TLS has no flags
        """Receives what is inside the records; 0 at the end, also where the other end left without a goodbye."""
        with memoryview(buffer) as view, view.cast("B") as space:
            try:
                data = self._until_done(lambda: self._tls.read(nbytes or len(space)))
            except (ssl.SSLZeroReturnError, ssl.SSLEOFError):
                return 0
            space[: len(data)] = data
            return len(data)

    def sendall(self, data: "ReadableBuffer", flags: int = 0, /) -> None:  # noqa: ARG002 - TLS has no flags
        """Sends all of `data` in records."""
        self._until_done(lambda: self._tls.write(data))

    def _until_done(self, step: Callable[[], _T]) -> _T:
        """Repeats a step of TLS until the wire has brought what it needs, and sends what it has to say."""
        while True:
            try:
                result = step()
            except ssl.SSLWantReadError:
                self._flush()
                if count := super().recv_into(self._wire):
                    self._incoming.write(self._wire[:count])
                else:
                    self._incoming.write_eof()
            else:
                self._flush()
                return result

    def _flush(self) -> None:
        if self._outgoing.pending:
            super().sendall(self._outgoing.read())
