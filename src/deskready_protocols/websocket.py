"""RFC 6455's frames for either end, as far as a speed test needs them.

What data messages hold is never looked at, so that it need not even be copied: it is counted and skipped. For the same
reason a text is not held against UTF-8, and nothing is unmasked but what is kept.

That is why it is our own. The `websockets` library (17.4, without its I/O) holds every message whole, up to 16 MiB for
each connection, and copies and unmasks it, where skipping has Linux drop payload unseen. In place of the server's end
it takes 0.23 of the bytes of an upload at 7.4 times the processor's time for each, and gives 0.89 of a download at 1.3
times; in place of the client's, 0.55 of a download at 2.8 times and 0.52 of an upload at 1.7 times (loopback at full
speed, medians of seven turns against this module). It is what the tests hold this module against.
"""

from collections.abc import Iterator
from enum import IntEnum
from typing import NamedTuple

MESSAGE_LIMIT = 2**24
"""Bytes of the largest frame that is taken: what ndt7 asks of a peer."""
CONTROL_LIMIT = 125


class Opcode(IntEnum):
    """What a frame is (RFC 6455, 5.2)."""

    CONTINUATION = 0x0
    TEXT = 0x1
    BINARY = 0x2
    CLOSE = 0x8
    PING = 0x9
    PONG = 0xA


class Status(IntEnum):
    """Why a connection ends (RFC 6455, 7.4.1, and the registry it began)."""

    NORMAL = 1000
    PROTOCOL = 1002
    UNSUPPORTED = 1003
    TOO_LARGE = 1009
    LATER = 1013


class ProtocolError(Exception):
    """The peer breaks the protocol, or says what is not taken here.

    Args:
        status: What to close with.
        reason: Why, in a few words.
    """

    def __init__(self, status: Status, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


class Frame(NamedTuple):
    """A frame that has come whole."""

    opcode: Opcode
    payload: bytes
    """What it holds; empty where that was skipped."""


def frame_head(opcode: Opcode, length: int, *, masked: bool = False) -> bytes:
    """The head of a frame that is a whole message.

    Args:
        opcode: What it is.
        length: Bytes of its payload.
        masked: Whether it is a client's, which must be masked. The key is of zeros and leaves the payload as it is:
            keys are to keep a web page from forging requests that a proxy would take for its own (RFC 6455, 10.3),
            and here no page chooses what is sent.
    """
    bit, key = (0x80, bytes(4)) if masked else (0, b"")
    if length < 126:
        size = bytes((bit | length,))
    elif length < 2**16:
        size = bytes((bit | 126,)) + length.to_bytes(2, "big")
    else:
        size = bytes((bit | 127,)) + length.to_bytes(8, "big")
    return bytes((0x80 | opcode,)) + size + key


def frame(opcode: Opcode, payload: bytes) -> bytes:
    """A whole small message of a server's."""
    return frame_head(opcode, len(payload)) + payload


def close_frame(status: Status, reason: str = "") -> bytes:
    """The frame by which a server ends a connection."""
    return frame(Opcode.CLOSE, status.to_bytes(2, "big") + reason.encode()[: CONTROL_LIMIT - 2])


class _Head(NamedTuple):
    """What is known of a frame before it has come whole."""

    opcode: Opcode
    kept: int
    """Bytes of its payload that are kept."""
    mask: bytes
    """Its key; empty where there is none."""


class Scanner:
    """Finds the frames in what the peer sends.

    Args:
        masked: Whether the peer is a client, which masks its frames; a server never does.
        text_limit: Bytes of the largest text that is kept; 0 has texts skipped as binary messages are.

    Attributes:
        skippable: Bytes of a data frame's payload that come next; they may be skipped without being in a buffer.
        binary: Bytes of binary messages so far.
    """

    def __init__(self, *, masked: bool, text_limit: int = 0) -> None:
        self.skippable = 0
        self.binary = 0
        self._masked = masked
        self._text_limit = text_limit
        self._head: _Head | None = None
        self._message: Opcode | None = None
        self._kind = Opcode.TEXT

    def skipped(self, count: int) -> None:
        """Counts payload that was not in a buffer."""
        self.skippable -= count
        if self._kind is Opcode.BINARY:
            self.binary += count

    def frames(self, buffer: bytearray) -> Iterator[Frame]:
        """Takes every whole frame, and what there is of one that is skipped, out of the buffer; gives what ended.

        Raises:
            ProtocolError: The peer breaks the protocol.
        """
        while head := self._head or self._begin(buffer):
            payload = self._payload(head, buffer)
            if payload is None:
                return
            self._head = None
            yield Frame(head.opcode, payload)

    def _begin(self, buffer: bytearray) -> _Head | None:
        """Takes a frame's head; None where there is not enough yet."""
        if len(buffer) < 2:
            return None
        final, opcode = bool(buffer[0] & 0x80), _opcode(buffer[0])
        if bool(buffer[1] & 0x80) is not self._masked:
            raise ProtocolError(Status.PROTOCOL, "a client's frame is masked, and no other")
        length, size = buffer[1] & 0x7F, 2
        if opcode >= Opcode.CLOSE and (length > CONTROL_LIMIT or not final):
            raise ProtocolError(Status.PROTOCOL, "a control frame is short and whole")
        if length > CONTROL_LIMIT:
            size = 4 if length == 126 else 10
            length = int.from_bytes(buffer[2:size], "big")
        mask = bytes(buffer[size : size + 4]) if self._masked else b""
        size += 4 if self._masked else 0
        if len(buffer) < size:
            return None
        keeps_text = opcode is Opcode.TEXT and self._text_limit > 0
        if length > (self._text_limit if keeps_text else MESSAGE_LIMIT):
            raise ProtocolError(Status.TOO_LARGE, "the message is too large")
        if opcode < Opcode.CLOSE:
            self._note(opcode, final=final)
        del buffer[:size]
        kept = length if keeps_text or opcode >= Opcode.CLOSE else 0
        self.skippable = length - kept
        self._head = _Head(opcode, kept, mask)
        return self._head

    def _payload(self, head: _Head, buffer: bytearray) -> bytes | None:
        """Takes what a frame holds, or has it skipped; None where there is not enough yet."""
        skipping = min(self.skippable, len(buffer))
        del buffer[:skipping]
        self.skipped(skipping)
        if self.skippable or len(buffer) < head.kept:
            return None
        payload = bytes(buffer[: head.kept])
        del buffer[: head.kept]
        return _unmask(payload, head.mask) if head.mask else payload

    def _note(self, opcode: Opcode, *, final: bool) -> None:
        """Notes a data frame: which message it belongs to."""
        if (opcode is Opcode.CONTINUATION) != (self._message is not None):
            raise ProtocolError(Status.PROTOCOL, "a message is continued to its end")
        self._kind = self._message or opcode
        self._message = None if final else self._kind


def _opcode(first: int) -> Opcode:
    if first & 0x70:
        raise ProtocolError(Status.PROTOCOL, "no extension was agreed on")
    try:
        return Opcode(first & 0x0F)
    except ValueError as error:
        raise ProtocolError(Status.PROTOCOL, "the frame is of no kind that is known") from error


def _unmask(payload: bytes, mask: bytes) -> bytes:
    return bytes(byte ^ mask[n % 4] for n, byte in enumerate(payload))
