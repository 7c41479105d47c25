"""Datagrams with the moment of their arrival, as exactly as the system tells it; one typed function each."""

import socket
import sys
import time
from typing import NamedTuple

DATAGRAM_LIMIT = 2048
"""Bytes of a datagram that are read; the rest is cut off."""
_CLOSE_NS = 50_000
"""How close together two clocks must be read to be compared."""


class Arrival(NamedTuple):
    """A datagram that came in."""

    data: bytes
    at: float
    """When, in seconds of `time.perf_counter`."""
    by_kernel: bool
    """Whether the kernel stamped it, before any program had to be woken."""


def enable_stamps(sock: socket.socket) -> bool:
    """Asks the kernel to stamp what arrives; whether it will."""
    try:
        if sys.platform == "linux":
            from deskready_checks.internet.probe.stamp_linux import enable
        elif sys.platform == "darwin":
            from deskready_checks.internet.probe.stamp_macos import enable
        else:
            return False
        enable(sock)
    except OSError:
        return False
    return True


def receive(sock: socket.socket, *, stamped: bool) -> Arrival:
    """The next datagram.

    Args:
        sock: A UDP socket.
        stamped: What `enable_stamps` returned for it.

    Raises:
        OSError: There is none, or the network reports an error.
    """
    if not stamped:
        data, _ = sock.recvfrom(DATAGRAM_LIMIT)
        return Arrival(data, time.perf_counter(), by_kernel=False)
    if sys.platform == "linux":
        from deskready_checks.internet.probe.stamp_linux import SPACE, read_stamp
    else:
        from deskready_checks.internet.probe.stamp_macos import SPACE, read_stamp
    data, ancillary, _, _ = sock.recvmsg(DATAGRAM_LIMIT, SPACE)
    stamp = read_stamp(ancillary)
    wall, now = _both_clocks()
    waited = None if stamp is None else wall - stamp
    # Somebody may have set the clock since: then the stamp lies in the future, or absurdly far back.
    if waited is None or not 0 <= waited < 10**9:
        return Arrival(data, now / 1e9, by_kernel=False)
    return Arrival(data, (now - waited) / 1e9, by_kernel=True)


def _both_clocks() -> tuple[int, int]:
    """The system's time and `perf_counter` at one moment, in ns."""
    for _ in range(4):
        before, wall, after = time.perf_counter_ns(), time.time_ns(), time.perf_counter_ns()
        if after - before < _CLOSE_NS:
            break
    return wall, (before + after) // 2
