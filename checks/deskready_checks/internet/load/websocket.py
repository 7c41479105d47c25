"""A client's side of a WebSocket (RFC 6455), as far as ndt7 needs it: nothing is kept of what data messages hold."""

import base64
import hashlib
import http.client
import os
from collections.abc import Iterator
from http.client import HTTPResponse
from urllib.parse import urlsplit

from deskready_checks.internet.load.content import LOOK_BYTES, fault_of_content
from deskready_checks.internet.load.fault import Fault
from deskready_checks.internet.load.http_answer import check_answer
from deskready_checks.internet.load.http_connection import HttpConnection
from deskready_checks.internet.load.interface import Trouble
from deskready_checks.internet.load.meter import Meter, MeteredSocket
from deskready_protocols.websocket import Frame, Opcode, ProtocolError, Scanner, frame_head

_GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
"""What a server that understood mixes into its answer (RFC 6455, 1.3)."""
_TEXT_LIMIT = 65_536
"""Bytes of the largest text that is taken: a measurement has about a thousand."""
_READ_SIZE = 8_192
"""Bytes to read at once where a frame's head may be."""


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
        self._scanner = Scanner(masked=False, text_limit=_TEXT_LIMIT)
        self._waste = memoryview(bytearray(262_144))
        try:
            self._answer = _upgrade(self._connection, plain, protocol)
        except (OSError, http.client.HTTPException, Trouble):
            self._connection.close()
            raise
        assert self._connection.counted is not None
        self.sock: MeteredSocket = self._connection.counted

    def frames(self) -> Iterator[Frame]:
        """Every frame as it comes, until the end; a ping is answered.

        Raises:
            OSError: The connection broke.
            Trouble: What came is no WebSocket's.
        """
        buffer = bytearray()
        while self._receive(buffer):
            for frame in self._heard(buffer):
                if frame.opcode is Opcode.PING:
                    self.send(Opcode.PONG, frame.payload)
                yield frame
                if frame.opcode is Opcode.CLOSE:
                    return

    def send(self, opcode: Opcode, payload: bytes | memoryview) -> None:
        """Sends one frame."""
        self.sock.sendall(frame_head(opcode, len(payload), masked=True))
        if payload:
            self.sock.sendall(payload)

    def close(self) -> None:
        """Closes the connection at once."""
        self._answer.close()
        self._connection.close()

    def _heard(self, buffer: bytearray) -> Iterator[Frame]:
        """The frames in what came.

        Raises:
            Trouble: It is no WebSocket's.
        """
        try:
            yield from self._scanner.frames(buffer)
        except ProtocolError as error:
            raise Trouble(Fault.GARBAGE, "a frame that no server may send") from error

    def _receive(self, buffer: bytearray) -> bool:
        """Reads past what is skipped, or else into the buffer; whether there was anything."""
        fp, scanner = self._answer.fp, self._scanner
        if not scanner.skippable:
            buffer += (data := fp.read1(_READ_SIZE))
            return bool(data)
        while scanner.skippable:
            count = fp.readinto(self._waste[: min(scanner.skippable, len(self._waste))])
            if not count:
                return False
            scanner.skipped(count)
        return True


def _upgrade(connection: HttpConnection, url: str, protocol: str) -> HTTPResponse:
    """Turns a connection into a WebSocket.

    Raises:
        Trouble: The server would not.
    """
    key = base64.b64encode(os.urandom(16))
    connection.ask(
        "GET",
        url,
        fields={
            "Connection": "Upgrade",
            "Upgrade": "websocket",
            "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Key": key.decode(),
            "Sec-WebSocket-Protocol": protocol,
        },
    )
    answer = connection.getresponse()
    if answer.status != http.client.SWITCHING_PROTOCOLS:
        check_answer(answer, url)
        fault = fault_of_content(answer.peek(LOOK_BYTES)) or Fault.GARBAGE
        raise Trouble(fault, f"{urlsplit(url).scheme} answered {answer.status} to an upgrade")
    accept = base64.b64encode(hashlib.sha1(key + _GUID, usedforsecurity=False).digest()).decode()
    if answer.getheader("Sec-WebSocket-Accept", "").strip() != accept:
        raise Trouble(Fault.GARBAGE, "wrong Sec-WebSocket-Accept")
    if answer.getheader("Sec-WebSocket-Protocol") != protocol:
        raise Trouble(Fault.GARBAGE, "another protocol was chosen")
    return answer
