"""What the operating system knows of a connection: bytes that the other end acknowledged, and what held them up."""

import socket
import struct
import sys
from typing import NamedTuple

_SIZE = 192
"""Bytes of `struct tcp_info` up to what is read here; since Linux 4.19."""


class TcpInfo(NamedTuple):
    """A part of Linux's `struct tcp_info` (include/uapi/linux/tcp.h)."""

    acked: int
    """Bytes that the other end has acknowledged; with TLS, records and all."""
    rtt_us: int
    """Smoothed round trip time."""
    least_rtt_us: int
    """Least round trip time of the last minutes."""
    resent: int
    """Segments that were sent again."""
    segments: int
    """Segments that were sent."""
    busy_us: int
    """How long there was something to send."""
    window_us: int
    """How long of it the other end's window, and no more, held it up."""


def tcp_info(connection: socket.socket) -> TcpInfo | None:
    """What the system tells of a connection; None where it does not, or the connection is closed."""
    if sys.platform != "linux":
        return None
    try:
        data = connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, _SIZE)
    except OSError:
        return None
    if len(data) < _SIZE:
        return None
    (rtt,) = struct.unpack_from("=I", data, 68)
    (resent,) = struct.unpack_from("=I", data, 100)
    (acked,) = struct.unpack_from("=Q", data, 120)
    (segments,) = struct.unpack_from("=I", data, 136)
    (least_rtt,) = struct.unpack_from("=I", data, 148)
    busy, window = struct.unpack_from("=QQ", data, 168)
    return TcpInfo(acked, rtt, least_rtt, resent, segments, busy, window)
