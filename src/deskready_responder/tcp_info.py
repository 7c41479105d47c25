"""What the system's TCP knows of a connection."""

import socket
import struct
import sys

_FIELDS = {
    "RTT": (68, "I"),
    "RTTVar": (72, "I"),
    "BytesAcked": (120, "Q"),
    "BytesReceived": (128, "Q"),
    "MinRTT": (148, "I"),
    "BusyTime": (168, "Q"),
    "RWndLimited": (176, "Q"),
    "SndBufLimited": (184, "Q"),
    "BytesSent": (200, "Q"),
    "BytesRetrans": (208, "Q"),
}
"""Place and type of each field in Linux's `struct tcp_info` (linux/tcp.h), under ndt7's names; µs and bytes."""
_SIZE = 216


def tcp_info(sock: socket.socket) -> dict[str, int] | None:
    """ndt7's TCPInfo without its time; None where the system does not tell."""
    if sys.platform != "linux":
        return None
    try:
        data = sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, _SIZE)
    except OSError:
        return None
    if len(data) < _SIZE:  # a kernel before 4.19
        return None
    return {name: int(struct.unpack_from(f"={kind}", data, at)[0]) for name, (at, kind) in _FIELDS.items()}
