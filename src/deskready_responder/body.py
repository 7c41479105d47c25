"""Bodies of requests: every byte is counted and forgotten."""

import re
from collections.abc import Iterator

from deskready_responder.refusal import Refusal
from deskready_responder.wire import Wire

LINE_LIMIT = 256
"""Bytes of the line before a chunk, or of one behind the last."""
TRAILER_LIMIT = 32
"""Lines behind the last chunk."""
_SIZE = re.compile(rb"([0-9A-Fa-f]{1,15})[ \t]*(?:;.*)?")


def chunks(wire: Wire) -> Iterator[int]:
    """The size of each chunk of a body (RFC 9112, 7.1). Whoever iterates takes the chunk's bytes before going on.

    Raises:
        Refusal: It is not so encoded.
        OSError: The connection broke, or took too long.
    """
    while size := _size(_line(wire)):
        yield size
        if _line(wire):
            raise Refusal(400, "A chunk of the request's body is longer than it says.")
    for _ in range(TRAILER_LIMIT):
        if not _line(wire):
            return
    raise Refusal(431, "Too much follows the request's body.")


def _line(wire: Wire) -> bytes:
    while (end := wire.buffer.find(b"\r\n", 0, LINE_LIMIT)) < 0:
        if len(wire.buffer) >= LINE_LIMIT:
            raise Refusal(400, "The chunks of the request's body are not marked.")
        if not wire.fill():
            raise ConnectionAbortedError("the body ended early")
    return wire.take(end + 2)[:-2]


def _size(line: bytes) -> int:
    match = _SIZE.fullmatch(line)
    if match is None:
        raise Refusal(400, "A chunk of the request's body has no size.")
    return int(match[1], 16)
