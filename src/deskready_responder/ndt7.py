"""M-Lab's ndt7 (github.com/m-lab/ndt-server, spec/ndt7-protocol.md): one WebSocket a direction, measured by both sides.

The congestion control is the system's own, where M-Lab's servers use BBR.
"""

import contextlib
import json
import random
import secrets
import time
from collections.abc import Callable

from deskready_protocols.websocket import (
    Opcode,
    ProtocolError,
    Scanner,
    Status,
    close_frame,
    frame,
    frame_head,
)
from deskready_responder.address import authority
from deskready_responder.diary import Transfer
from deskready_responder.refusal import Refusal
from deskready_responder.request import Request
from deskready_responder.tcp_info import tcp_info
from deskready_responder.upgrade import accept
from deskready_responder.visit import Visit, head

PROTOCOL = "net.measurementlab.ndt.v7"
SMALLEST, LARGEST = 2**13, 2**20
"""Bytes of the first binary message, and of the largest; a message is at most a sixteenth of all before it."""
GRACE_SECONDS = 3.0
"""How much longer than it should a test may take, to end politely."""
EARLY_EXIT_BYTES = 250_000_000
"""What ends a download whose client asks for `early_exit=250`, the only value there is."""
_QUERY_LIMIT = 4_096
_MEAN_SECONDS, _LEAST_SECONDS, _MOST_SECONDS = 0.25, 0.1, 0.625


def download(visit: Visit, request: Request) -> None:
    """Sends for the protocol's time.

    Raises:
        Refusal: The request does not open a test.
        OSError: The connection broke, or took too long.
    """
    with visit.transfer("ndt7 download") as transfer:
        test = _Test(visit, request, "download", transfer)
        early = EARLY_EXIT_BYTES if request.query.get("early_exit") == "250" else 0
        test.conduct(lambda: test.send_more() and not (early and test.moved >= early))


def upload(visit: Visit, request: Request) -> None:
    """Takes what the client sends for the protocol's time, and a little longer: the client should end it.

    Raises:
        Refusal: The request does not open a test.
        OSError: The connection broke, or took too long.
    """
    with visit.transfer("ndt7 upload") as transfer:
        test = _Test(visit, request, "upload", transfer)
        test.conduct(test.take_more, extra_seconds=1.0)


class _Test:
    """One direction of a test.

    Attributes:
        moved: Bytes of binary messages so far.
    """

    def __init__(self, visit: Visit, request: Request, name: str, transfer: Transfer) -> None:
        _check_query(request)
        fields = accept(request, PROTOCOL)
        self._visit, self._wire, self._name, self._transfer = visit, visit.wire, name, transfer
        self._scanner = Scanner(masked=True)
        self._size = SMALLEST
        self._sent = 0
        self._closed = False
        self._begun = self._told = self._heard = time.monotonic()
        self._pause = 0.0
        self._wire.answered = True
        self._wire.send(head(101, fields))

    @property
    def moved(self) -> int:
        return self._sent if self._name == "download" else self._scanner.binary

    def conduct(self, step: Callable[[], bool], extra_seconds: float = 0.0) -> None:
        """Takes steps until one says that it was the last, time is up or the client closes; then closes."""
        seconds = self._visit.shared.limits.ndt7_seconds + extra_seconds
        self._wire.within(seconds + GRACE_SECONDS)
        end = self._begun + seconds
        status, reason = Status.NORMAL, ""
        try:
            self._hear()  # what came with the request
            while time.monotonic() < end and not self._closed and not self._visit.shared.stop.is_set() and step():
                pass
        except ProtocolError as error:
            status, reason = error.status, error.reason
        except Refusal as error:
            status, reason = Status.LATER, error.sentence
        self._close(status, reason)

    def send_more(self) -> bool:
        """Sends a measurement if one is due, and a binary message; hears what the client says meanwhile."""
        if not self._wire.fill_now():
            raise ConnectionAbortedError("the peer has gone")
        self._hear()
        if self._closed:
            return False
        self._tell()
        self._visit.client.charge(self._size)
        self._wire.send(frame_head(Opcode.BINARY, self._size), more=True)
        self._visit.send_payload(self._size, self._transfer, paid=True)
        self._sent += self._size
        if self._size < LARGEST and self._size <= self._sent / 16:
            self._size *= 2
        return True

    def take_more(self) -> bool:
        """Takes what comes until a measurement is due, and sends that."""
        wait = max(self._told + self._pause - time.monotonic(), 0.001)
        try:
            if self._scanner.skippable and not self._wire.buffer:
                self._scanner.skipped(self._visit.discard(self._scanner.skippable, self._transfer, wait))
            else:
                self._take_heads(wait)
            self._heard = time.monotonic()
        except TimeoutError:
            if time.monotonic() - self._heard > self._visit.shared.limits.stall_seconds:
                raise
        self._tell()
        return True

    def _take_heads(self, wait: float) -> None:
        """Reads what may hold a frame's head."""
        before = len(self._wire.buffer)
        if not self._wire.fill(wait):
            raise ConnectionAbortedError("the peer has gone")
        took = len(self._wire.buffer) - before
        self._hear()
        self._transfer.add(took)
        self._visit.client.charge(took)

    def _hear(self, *, answer: bool = True) -> None:
        """Obeys what the client has said; nothing is answered any more after a close."""
        for opcode, payload in self._scanner.frames(self._wire.buffer):
            if opcode is Opcode.PING and answer:
                self._wire.send(frame(Opcode.PONG, payload))
            elif opcode is Opcode.CLOSE:
                self._closed = True
        if self._name == "download" and self._scanner.binary:
            raise ProtocolError(Status.UNSUPPORTED, "binary messages come from the server in a download")

    def _tell(self) -> None:
        """Sends a measurement, if one is due: at random times, so that they beat with nothing (RFC 2330, 11.1.1)."""
        now = time.monotonic()
        if now - self._told < self._pause:
            return
        first = not self._pause
        self._told = now
        self._pause = min(max(random.expovariate(1 / _MEAN_SECONDS), _LEAST_SECONDS), _MOST_SECONDS)
        self._wire.send(frame(Opcode.TEXT, json.dumps(self._measurement(now, first=first)).encode()))

    def _measurement(self, now: float, *, first: bool) -> dict[str, object]:
        elapsed = int((now - self._begun) * 1e6)
        told: dict[str, object] = {
            "AppInfo": {"ElapsedTime": elapsed, "NumBytes": self.moved},
            "Origin": "server",
            "Test": self._name,
        }
        info = tcp_info(self._wire.sock)
        if info:
            told["TCPInfo"] = info | {"ElapsedTime": elapsed}
        if first:
            ends = (self._wire.sock.getpeername(), self._wire.sock.getsockname())
            client, server = (authority(host, port) for host, port, *_ in ends)
            told["ConnectionInfo"] = {"Client": client, "Server": server, "UUID": secrets.token_hex(8)}
        return told

    def _close(self, status: Status, reason: str) -> None:
        """Says goodbye, and waits for the client's."""
        self._wire.send(close_frame(status, reason))
        with contextlib.suppress(ProtocolError):
            while not self._closed and status is Status.NORMAL:
                if self._scanner.skippable and not self._wire.buffer:
                    self._scanner.skipped(self._visit.discard(self._scanner.skippable, self._transfer))
                elif self._wire.fill():
                    self._hear(answer=False)
                else:
                    return
        self._wire.finish()


def _check_query(request: Request) -> None:
    """Holds the query against the protocol's rules.

    Raises:
        Refusal: It is too long, or has an empty or a repeated name, or a value that is not foreseen.
    """
    names = [part.partition("=")[0] for part in request.raw_query.split("&") if part]
    if len(request.raw_query) > _QUERY_LIMIT or len(set(names)) < len(names) or "" in names:
        raise Refusal(400, "The query is not as ndt7 has it.")
    if request.query.get("early_exit", "250") != "250":
        raise Refusal(400, "The only value of early_exit is 250.")
