"""Kernel receive timestamps on macOS: SO_TIMESTAMP (setsockopt(2)), in microseconds."""

import socket
import struct
from collections.abc import Sequence

_SO_TIMESTAMP, _SCM_TIMESTAMP = 0x0400, 0x02
"""Of sys/socket.h."""
_TIMEVAL = struct.Struct("@li")
_SIZE = 16
"""Bytes of a struct timeval: its second member is padded."""
SPACE = 12 + _SIZE + 4
"""Bytes of ancillary data that a stamp takes: header, value and alignment."""


def enable(sock: socket.socket) -> None:
    """Has the kernel stamp each datagram. Raises OSError where it does not know how."""
    sock.setsockopt(socket.SOL_SOCKET, _SO_TIMESTAMP, 1)


def read_stamp(ancillary: Sequence[tuple[int, int, bytes]]) -> int | None:
    """The stamp among ancillary data, in ns of the system's time, or None."""
    for level, kind, data in ancillary:
        if (level, kind) == (socket.SOL_SOCKET, _SCM_TIMESTAMP) and len(data) >= _TIMEVAL.size:
            seconds, microseconds = _TIMEVAL.unpack_from(data)
            return int(seconds) * 10**9 + int(microseconds) * 1000
    return None
