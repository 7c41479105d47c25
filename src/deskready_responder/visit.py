"""One connection's visit: what the services answer with, and what it costs the client."""

import contextlib
import math
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import formatdate
from http import HTTPStatus

from deskready_responder.body import chunks
from deskready_responder.clients import Client
from deskready_responder.diary import Diary, Transfer
from deskready_responder.limits import Limits
from deskready_responder.pace import Pace
from deskready_responder.refusal import Refusal
from deskready_responder.request import Request
from deskready_responder.wire import PAYLOAD_SIZE, Wire, payload

Fields = tuple[tuple[str, str], ...]
"""Lines of an answer's head."""
FRESH: Fields = (
    ("Cache-Control", "no-store, no-cache, must-revalidate, max-age=0, s-maxage=0"),
    ("Pragma", "no-cache"),
)
"""Nothing between client and server may answer in its place."""


class Shared:
    """What all visits share.

    Args:
        limits: What clients may use.
        diary: Where tests are told.
        encrypted: Whether clients come by https.
        udp_port: Where STUN and the echo are.

    Attributes:
        stop: Set when the server ends.
        down: How fast bytes may go to all clients together.
        up: How fast they may come from them.
    """

    def __init__(self, limits: Limits, diary: Diary, *, encrypted: bool, udp_port: int) -> None:
        self.limits = limits
        self.diary = diary
        self.encrypted = encrypted
        self.udp_port = udp_port
        self.stop = threading.Event()
        self.down = Pace(limits.rate_mbit, self.stop)
        self.up = Pace(limits.rate_mbit, self.stop)


@dataclass(frozen=True)
class Visit:
    """A connection, whose it is, and how to serve it."""

    wire: Wire
    client: Client
    host: str
    """The client's address."""
    shared: Shared

    def answer(
        self,
        request: Request,
        body: bytes = b"",
        kind: str = "text/plain; charset=utf-8",
        *,
        fields: Fields = (),
        status: int = 200,
    ) -> None:
        """Answers whole."""
        self._begin(request, status, len(body), (("Content-Type", kind), *fields), body)

    def answer_payload(self, request: Request, size: int, fields: Fields, what: str) -> None:
        """Answers with so many random bytes; `what` is what the log calls it."""
        self._begin(request, 200, size, fields)
        if request.method != "HEAD":
            with self.transfer(what) as transfer:
                self.send_payload(size, transfer)

    def send_payload(self, count: int, transfer: Transfer, *, paid: bool = False) -> None:
        """Sends so many random bytes, as fast as is allowed.

        Args:
            count: How many.
            transfer: What they are part of.
            paid: Whether the client was charged for them already, because nothing less than all may be sent.

        Raises:
            Refusal: The client has no more bytes.
            OSError: The connection broke, or took too long.
        """
        data, offset, pace = payload(), 0, self.shared.down
        while count and not self.shared.stop.is_set():
            piece = min(count, pace.piece, PAYLOAD_SIZE - offset)
            if not paid:
                self.client.charge(piece)
            pace.take(self.client.down, piece)
            self.wire.send(data[offset : offset + piece])
            transfer.add(piece)
            offset = (offset + piece) % PAYLOAD_SIZE
            count -= piece

    def discard(self, count: int, transfer: Transfer, seconds: float = math.inf) -> int:
        """Takes at most `count` bytes from the client, as fast as is allowed; returns how many.

        Raises:
            Refusal: The client has no more bytes.
            OSError: The connection broke or ended, or took longer than `seconds`.
        """
        took = self.wire.discard(min(count, self.shared.up.piece), seconds)
        if not took:
            raise ConnectionAbortedError("the peer has gone")
        transfer.add(took)
        self.client.charge(took)
        self.shared.up.take(self.client.up, took)
        self.wire.narrow(self.shared.up.window // max(self.client.connections, 1))
        return took

    def take_body(self, request: Request, what: str) -> int:
        """Takes a request's body and forgets it; returns its size.

        Raises:
            Refusal: The client has no more bytes, or the body is not as it says.
            OSError: The connection broke, or took too long.
        """
        if not request.has_body:
            return 0
        if request.fields.get("expect", "").lower() == "100-continue":
            self.wire.send(b"HTTP/1.1 100 Continue\r\n\r\n")
        total = 0
        with self.transfer(what) as transfer:
            for size in chunks(self.wire) if request.length is None else (request.length,):
                left = size
                while left:
                    left -= self.discard(left, transfer)
                total += size
        return total

    @contextlib.contextmanager
    def transfer(self, what: str) -> Iterator[Transfer]:
        """A part of a test, for the log."""
        transfer = self.shared.diary.open(self.host, what)
        try:
            yield transfer
        finally:
            self.shared.diary.close(transfer)

    def _begin(self, request: Request, status: int, length: int, fields: Fields, body: bytes = b"") -> None:
        self.wire.answered = True
        lines = (("Content-Length", str(length)), *FRESH, *cors(request), *fields)
        content = body if request.method != "HEAD" else b""
        self.wire.send(head(status, (*lines, ("Connection", "keep-alive" if request.keep else "close"))) + content)


def head(status: int, fields: Fields) -> bytes:
    """An answer's head."""
    lines = [f"HTTP/1.1 {status} {HTTPStatus(status).phrase}", f"Date: {formatdate(usegmt=True)}"]
    lines += [f"{name}: {value}" for name, value in fields]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


def cors(request: Request) -> Fields:
    """What lets a page from elsewhere use the answer, where it asks as LibreSpeed's does: `cors=true`."""
    if "cors" not in request.query:
        return ()
    return (
        ("Access-Control-Allow-Origin", "*"),
        ("Access-Control-Allow-Methods", "GET, POST"),
        ("Access-Control-Allow-Headers", "Content-Encoding, Content-Type"),
    )


def refuse(wire: Wire, refusal: Refusal, *, brief: bool = False) -> None:
    """Answers with an error, where nothing was answered yet, and ends the connection.

    Args:
        wire: The connection.
        refusal: The error.
        brief: Whether the answer must have no body: it is one to HEAD.
    """
    if wire.answered:
        return
    wire.answered = True
    body = f"{refusal.sentence}\n".encode()
    fields: Fields = (("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body))), *FRESH)
    if refusal.retry_after is not None:
        fields += (("Retry-After", str(max(1, math.ceil(refusal.retry_after)))),)
    told = head(refusal.status, (*fields, *refusal.headers, ("Connection", "close")))
    wire.send(told if brief else told + body)
    wire.finish()
