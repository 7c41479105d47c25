"""ndt7's one connection: a WebSocket that the server fills, or that it counts (github.com/m-lab/ndt-server, spec)."""

import contextlib
import json
import os
import socket
import threading
from collections.abc import Callable
from http.client import HTTPException
from typing import TypeGuard

from deskready_checks.internet.load.arrivals import Arrivals
from deskready_checks.internet.load.content import fault_of_content
from deskready_checks.internet.load.fault import Fault
from deskready_checks.internet.load.http_answer import trouble_of
from deskready_checks.internet.load.http_load import IO_SECONDS
from deskready_checks.internet.load.interface import Direction, Trouble
from deskready_checks.internet.load.meter import Meter, MeteredSocket
from deskready_checks.internet.load.pace import Pace
from deskready_checks.internet.load.tcp_info import TcpInfo, tcp_info
from deskready_checks.internet.load.websocket import WebSocket
from deskready_protocols.websocket import Opcode

PROTOCOL = "net.measurementlab.ndt.v7"
"""What client and server agree on."""
SMALLEST, LARGEST = 2**13, 2**20
"""Bytes of the first message and of the largest; one is at most a sixteenth of all before it."""
_TEXT_SHARE = 16
"""What a server tells of a download is less than that part of it."""
_TEXT_BYTES = 65_536
"""What it may tell before that counts."""
_OVERHEAD_BYTES = 65_536
"""What a server may have counted beyond what was sent: the way adds heads of its own."""
_PAYLOAD = memoryview(os.urandom(LARGEST))


class Ndt7Load:
    """The test's connection in one direction.

    Args:
        url: The address of that direction.
        direction: Which way.
        meter: Counts its bytes.
        pace: Slows it down.
    """

    def __init__(self, url: str, direction: Direction, meter: Meter, pace: Pace) -> None:
        self._url = url
        self._direction = direction
        self._meter = meter
        self._pace = pace
        self._socket: WebSocket | None = None
        self._counted: tuple[float, int] = (0.0, 0)
        self._arrivals = Arrivals()
        self._told_bytes = 0
        self._trouble: Trouble | None = None
        self._ending = threading.Event()
        self._threads: list[threading.Thread] = []

    @property
    def trouble(self) -> Trouble | None:
        """Why nothing moves any more; a server may end the test at any time, but not before it has begun."""
        return self._trouble

    def grow(self, flows: int) -> None:  # noqa: ARG002 - the protocol has one connection
        """Opens the connection."""
        if not self._threads:
            self._start(self._run)

    def reading(self, seconds: float) -> tuple[float, int]:
        """Bytes that came in; in uploads what the server counted, at its own time."""
        if self._direction is Direction.UP:
            return self._counted
        if not self._socket:
            return seconds, 0
        info = tcp_info(self._socket.sock)
        return seconds, self._arrivals.count(info) if info else self._socket.sock.received

    def info(self) -> list[TcpInfo]:
        """What the system knows of an upload's connection."""
        found = tcp_info(self._socket.sock) if self._socket and self._direction is Direction.UP else None
        return [found] if found else []

    def close(self) -> None:
        """Ends the connection."""
        self._ending.set()
        if self._socket:
            with contextlib.suppress(OSError):  # it has ended already
                self._socket.sock.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(0.2)

    def _start(self, work: Callable[[], None]) -> None:
        thread = threading.Thread(target=work, daemon=True, name="ndt7")
        self._threads.append(thread)
        thread.start()

    def _run(self) -> None:
        """Reads what the server says; sending goes on beside it."""
        try:
            self._socket = WebSocket(self._url, PROTOCOL, self._meter, IO_SECONDS)
            if self._direction is Direction.UP:
                self._start(self._send)
            before = self._socket.sock.received
            for frame in self._socket.frames():
                if frame.opcode is Opcode.TEXT:
                    self._note(frame.payload, self._socket.sock)
                received = self._socket.sock.received
                self._pace.take(received - before)
                before = received
            self._fail(Trouble(Fault.CUT, "the server ended the test"))
        except Trouble as trouble:
            self._fail(trouble)
        except (OSError, HTTPException, ValueError) as error:  # ValueError: read from what was closed meanwhile
            self._fail(trouble_of(error, begun=self._socket is not None))
        finally:
            if self._socket:
                self._socket.close()

    def _send(self) -> None:
        assert self._socket is not None
        size, sent = SMALLEST, 0
        try:
            while not self._ending.is_set():
                self._pace.take(size)
                self._socket.send(Opcode.BINARY, _PAYLOAD[:size])
                sent += size
                if size < LARGEST and size * 2 <= sent / 16:
                    size *= 2
        except (OSError, ValueError) as error:
            self._fail(trouble_of(error, begun=True))

    def _fail(self, trouble: Trouble) -> None:
        if not self._ending.is_set() and self._trouble is None:
            self._trouble = trouble

    def _note(self, text: bytes, sock: MeteredSocket) -> None:
        """Keeps what the server counted, where it says so.

        Raises:
            Trouble: No server of this test says that.
        """
        if not _is_object(text):
            raise Trouble(fault_of_content(text) or Fault.GARBAGE, "a message that is no measurement")
        if self._direction is Direction.DOWN:
            self._told_bytes += len(text)
            if self._told_bytes > _TEXT_BYTES + sock.received // _TEXT_SHARE:
                raise Trouble(Fault.PROGRAM_DATA, f"{self._told_bytes} bytes of text among {sock.received}")
            return
        count = counted(text)
        if count and count[1] > sock.sent + _OVERHEAD_BYTES:
            raise Trouble(Fault.NOT_TAKEN, f"{count[1]} bytes counted of {sock.sent}")
        if count and count[0] > self._counted[0]:
            self._counted = count


def _is_object(text: bytes) -> bool:
    """Whether a message is an object of JSON, as every measurement is."""
    try:
        return isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return False


def counted(text: bytes) -> tuple[float, int] | None:
    """Seconds and bytes of a server's measurement: those that its system received, else those its program read."""
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return None
    for part, name in (("TCPInfo", "BytesReceived"), ("AppInfo", "NumBytes")):
        section = told.get(part) if isinstance(told, dict) else None
        if isinstance(section, dict):
            elapsed, count = section.get("ElapsedTime"), section.get(name)
            if _is_count(elapsed) and _is_count(count):
                return elapsed / 1e6, count
    return None


def _is_count(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**53
