"""The server's side of RFC 6455, as far as a speed test needs it: handshake, frames, control frames.

What data messages hold is never looked at, so that it need not even be copied: it is counted and skipped. For the same
reason a text is not held against UTF-8, and nothing is unmasked but the payload of control frames.
"""

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


class Control(NamedTuple):
    """A control frame."""

    opcode: Opcode
    payload: bytes


def frame_head(opcode: Opcode, length: int) -> bytes:
    """The head of a frame that is a whole message, not masked: a server's never is."""
    first = bytes((0x80 | opcode,))
    if length < 126:
        return first + bytes((length,))
    if length < 2**16:
        return first + b"\x7e" + length.to_bytes(2, "big")
    return first + b"\x7f" + length.to_bytes(8, "big")


def frame(opcode: Opcode, payload: bytes) -> bytes:
    """A whole small message."""
    return frame_head(opcode, len(payload)) + payload


def close_frame(status: Status, reason: str = "") -> bytes:
    """The frame that ends a connection."""
    return frame(Opcode.CLOSE, status.to_bytes(2, "big") + reason.encode()[: CONTROL_LIMIT - 2])


class Scanner:
    """Finds the frames in what the client sends.

    Attributes:
        skippable: Bytes of a data frame's payload that come next; they may be skipped without being fed.
        binary: Bytes of binary messages so far.
    """

    def __init__(self) -> None:
        self.skippable = 0
        self.binary = 0
        self._message: Opcode | None = None

    def skipped(self, count: int) -> None:
        """Counts payload that was not fed."""
        self.skippable -= count
        if self._kind is Opcode.BINARY:
            self.binary += count

    def feed(self, buffer: bytearray) -> list[Control]:
        """Takes every whole frame, and what there is of a data frame, out of the buffer; returns control frames.

        Raises:
            ProtocolError: The client breaks the protocol.
        """
        found: list[Control] = []
        while buffer:
            if self.skippable:
                count = min(self.skippable, len(buffer))
                del buffer[:count]
                self.skipped(count)
            elif (control := self._frame(buffer)) is None:
                break
            elif control is not _DATA:
                found.append(control)
        return found

    def _frame(self, buffer: bytearray) -> Control | None:
        """Takes a data frame's head, or a whole control frame; None where there is not enough yet."""
        if len(buffer) < 2:
            return None
        final, opcode = bool(buffer[0] & 0x80), _opcode(buffer[0])
        if not buffer[1] & 0x80:
            raise ProtocolError(Status.PROTOCOL, "a client's frame is masked")
        length, size = buffer[1] & 0x7F, 6
        if opcode >= Opcode.CLOSE and (length > CONTROL_LIMIT or not final):
            raise ProtocolError(Status.PROTOCOL, "a control frame is short and whole")
        if length > CONTROL_LIMIT:
            wide = 2 if length == 126 else 8
            size += wide
            length = int.from_bytes(buffer[2 : 2 + wide], "big")
        if len(buffer) < size:
            return None
        if length > MESSAGE_LIMIT:
            raise ProtocolError(Status.TOO_LARGE, "the message is too large")
        if opcode < Opcode.CLOSE:
            self._begin(opcode, final=final)
            del buffer[:size]
            self.skippable = length
            return _DATA
        if len(buffer) < size + length:
            return None
        payload = _unmask(bytes(buffer[size : size + length]), bytes(buffer[size - 4 : size]))
        del buffer[: size + length]
        return Control(opcode, payload)

    def _begin(self, opcode: Opcode, *, final: bool) -> None:
        """Notes a data frame: which message it belongs to."""
        if (opcode is Opcode.CONTINUATION) != (self._message is not None):
            raise ProtocolError(Status.PROTOCOL, "a message is continued to its end")
        self._kind = self._message or opcode
        self._message = None if final else self._kind

    _kind: Opcode = Opcode.TEXT


_DATA = Control(Opcode.BINARY, b"")
"""Stands for the head of a data frame."""


def _opcode(first: int) -> Opcode:
    if first & 0x70:
        raise ProtocolError(Status.PROTOCOL, "no extension was agreed on")
    try:
        return Opcode(first & 0x0F)
    except ValueError as error:
        raise ProtocolError(Status.PROTOCOL, "the frame is of no kind that is known") from error


def _unmask(payload: bytes, mask: bytes) -> bytes:
    return bytes(byte ^ mask[n % 4] for n, byte in enumerate(payload))
