"""What the operating system knows of a connection: what arrived at either end, and what held it up."""

import socket
import struct
import sys
from typing import NamedTuple

_SIZE = 228
"""Bytes of `struct tcp_info` up to what is read here; since Linux 5.4."""
_LEAST_SIZE = 192
"""Those that are needed; since Linux 4.10."""


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
    sacked: int = 0
    """Segments that the other end has, but not those before them."""
    segment_bytes: int = 0
    """Bytes of a full segment that is sent."""
    received: int = 0
    """Bytes that came in, in order."""
    segments_in: int = 0
    """Segments with data that came in, in whatever order, or twice."""
    full_segment: int = 0
    """Bytes of a full segment that comes in, as far as has been seen."""
    out_of_order: int = 0
    """Segments that came in before others that belong in front of them; 0 where the system does not count them."""
    repeated: int = 0
    """Segments that the other end says it had already (DSACK, RFC 2883); 0 where the system does not count them."""


def tcp_info(connection: socket.socket) -> TcpInfo | None:
    """What the system tells of a connection; None where it does not, or the connection is closed."""
    if sys.platform != "linux":
        return None
    try:
        data = connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, _SIZE)
    except OSError:
        return None
    if len(data) < _LEAST_SIZE:
        return None
    segment_bytes, full_segment, _, sacked = struct.unpack_from("=4I", data, 16)
    (rtt,) = struct.unpack_from("=I", data, 68)
    (resent,) = struct.unpack_from("=I", data, 100)
    acked, received = struct.unpack_from("=QQ", data, 120)
    (segments,) = struct.unpack_from("=I", data, 136)
    least_rtt, segments_in = struct.unpack_from("=II", data, 148)
    busy, window = struct.unpack_from("=QQ", data, 168)
    repeated, _, out_of_order = struct.unpack_from("=3I", data, 216) if len(data) >= _SIZE else (0, 0, 0)
    return TcpInfo(
        acked,
        rtt,
        least_rtt,
        resent,
        segments,
        busy,
        window,
        sacked,
        segment_bytes,
        received,
        segments_in,
        full_segment,
        out_of_order,
        repeated,
    )
