"""Kernel receive timestamps on Linux: SO_TIMESTAMPNS (socket(7)), for which no privilege is needed."""

import socket
import struct
from collections.abc import Sequence

_SO_TIMESTAMPNS = 35
"""Of asm-generic/socket.h, which every architecture that Python has wheels for shares."""
_TIMESPEC = struct.Struct("@ll")
SPACE = socket.CMSG_SPACE(_TIMESPEC.size)
"""Bytes of ancillary data that a stamp takes."""


def enable(sock: socket.socket) -> None:
    """Has the kernel stamp each datagram. Raises OSError where it does not know how."""
    sock.setsockopt(socket.SOL_SOCKET, _SO_TIMESTAMPNS, 1)


def read_stamp(ancillary: Sequence[tuple[int, int, bytes]]) -> int | None:
    """The stamp among ancillary data, in ns of the system's time, or None."""
    for level, kind, data in ancillary:
        if (level, kind) == (socket.SOL_SOCKET, _SO_TIMESTAMPNS) and len(data) >= _TIMESPEC.size:
            seconds, nanoseconds = _TIMESPEC.unpack_from(data)
            return int(seconds) * 10**9 + int(nanoseconds)
    return None
