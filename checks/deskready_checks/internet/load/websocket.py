"""A client's side of a WebSocket (RFC 6455), as far as ndt7 needs it: nothing is kept of what data messages hold."""

import base64
import http.client
import os
import struct
from collections.abc import Iterator
from http.client import HTTPResponse
from typing import NamedTuple
from urllib.parse import urlsplit

from deskready_checks.internet.load.fault import Fault
from deskready_checks.internet.load.http_answer import check_answer
from deskready_checks.internet.load.http_connection import HttpConnection
from deskready_checks.internet.load.interface import Trouble
from deskready_checks.internet.load.meter import Meter, MeteredSocket

TEXT, BINARY, CLOSE, PING, PONG = 0x1, 0x2, 0x8, 0x9, 0xA
"""Kinds of frames (RFC 6455, 11.8)."""
LARGEST = 2**24
"""Bytes of the largest frame that is taken: ndt7's limit."""
_TEXT_LARGEST = 65_536
_MASKED, _FINAL = 0x80, 0x80
_NO_MASK = bytes(4)
"""A key of zeros leaves the payload as it is. Keys are to keep a web page from forging requests that a proxy would
take for its own (RFC 6455, 10.3); here no page chooses what is sent."""


class Message(NamedTuple):
    """A frame with something to say; one of data has been skipped."""

    kind: int
    payload: bytes


class WebSocket:
    """An open WebSocket. One thread reads, one may write.

    Args:
        url: Its address, ws or wss.
        protocol: The protocol that both must speak.
        meter: Counts its bytes.
        timeout: How long a call may wait.

    Attributes:
        sock: The connection.

    Raises:
        Trouble: The server refused.
        OSError: The connection broke.
        HTTPException: The answer made no sense.
    """

    def __init__(self, url: str, protocol: str, meter: Meter, timeout: float) -> None:
        plain = f"http{url.removeprefix('ws')}"
        self._connection = HttpConnection(plain, meter, timeout)
        self._waste = memoryview(bytearray(262_144))
        try:
            self._answer = _upgrade(self._connection, plain, protocol)
        except (OSError, http.client.HTTPException, Trouble):
            self._connection.close()
            raise
        assert self._connection.counted is not None
        self.sock: MeteredSocket = self._connection.counted

    def messages(self) -> Iterator[Message]:
        """Every frame as it comes, until the end; a ping is answered.

        Raises:
            OSError: The connection broke.
            Trouble: What came is no WebSocket's.
        """
        while (message := self._frame()) is not None:
            if message.kind == PING:
                self.send(PONG, message.payload)
            yield message
            if message.kind == CLOSE:
                return

    def send(self, kind: int, payload: bytes | memoryview) -> None:
        """Sends one frame."""
        count = len(payload)
        if count < 126:
            size = bytes([_MASKED | count])
        elif count < 2**16:
            size = struct.pack(">BH", _MASKED | 126, count)
        else:
            size = struct.pack(">BQ", _MASKED | 127, count)
        self.sock.sendall(bytes([_FINAL | kind]) + size + _NO_MASK)
        if count:
            self.sock.sendall(payload)

    def close(self) -> None:
        """Closes the connection at once."""
        self._answer.close()
        self._connection.close()

    def _frame(self) -> Message | None:
        """The next frame; None at the end."""
        fp = self._answer.fp
        head = fp.read(2)
        if len(head) < 2:
            return None
        kind, size = head[0] & 0x0F, head[1] & 0x7F
        if size > 125:
            width, form = (2, ">H") if size == 126 else (8, ">Q")
            wide = fp.read(width)
            if len(wide) < width:
                return None
            (size,) = struct.unpack(form, wide)
        if head[1] & _MASKED or size > (_TEXT_LARGEST if kind not in {0, BINARY} else LARGEST):
            raise Trouble(Fault.GARBAGE, "a frame that no server may send")
        if kind in {0, BINARY}:
            return Message(kind, b"") if self._skip(size) else None
        payload = fp.read(size)
        return Message(kind, payload) if len(payload) == size else None

    def _skip(self, size: int) -> bool:
        """Reads past a payload; whether it was all there."""
        while size and (count := self._answer.fp.readinto(self._waste[: min(size, len(self._waste))])):
            size -= count
        return not size


def _upgrade(connection: HttpConnection, url: str, protocol: str) -> HTTPResponse:
    """Turns a connection into a WebSocket.

    Raises:
        Trouble: The server would not.
    """
    connection.ask(
        "GET",
        url,
        fields={
            "Connection": "Upgrade",
            "Upgrade": "websocket",
            "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode(),
            "Sec-WebSocket-Protocol": protocol,
        },
    )
    answer = connection.getresponse()
    if answer.status != http.client.SWITCHING_PROTOCOLS:
        check_answer(answer)
        raise Trouble(Fault.GARBAGE, f"{urlsplit(url).scheme} answered {answer.status} to an upgrade")
    if answer.getheader("Sec-WebSocket-Protocol") != protocol:
        raise Trouble(Fault.GARBAGE, "another protocol was chosen")
    return answer
