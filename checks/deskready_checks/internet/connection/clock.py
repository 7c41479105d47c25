"""How wrong this computer's clock is, by SNTP (RFC 4330; packets as in RFC 5905, 7.3)."""

import os
import socket
import struct
import time
from collections.abc import Sequence
from typing import NamedTuple

from deskready_checks.internet.probe.servers import look_up
from deskready_checks.internet.probe.stun import Address

SERVERS = (("time.cloudflare.com", 123), ("2.pool.ntp.org", 123))
"""Asked in this order until one answers; the second is the public pool's zone that has IPv6, too."""
ANSWER_SECONDS = 1.5
TRIES = 3
_EPOCH = 2_208_988_800
"""Seconds from 1900 to 1970."""
_ERA = 2**32
_PACKET = struct.Struct("!BBbbII4s8s8s8s8s")
_CLIENT, _SERVER, _UNSYNCHRONISED = 0x23, 4, 3
"""Version 4 with mode "client"; the mode "server"; the leap indicator of a clock that is not set."""


class Offset(NamedTuple):
    """A clock against another."""

    seconds: float
    """How far this computer's clock is behind; negative where it is ahead."""
    error: float
    """The answer says nothing finer than this: half its round trip."""


def request(cookie: bytes) -> bytes:
    """An SNTP request.

    Args:
        cookie: Eight random bytes in place of the time of sending, which the answer brings back.
    """
    return _PACKET.pack(_CLIENT, 0, 0, 0, 0, 0, b"", b"", b"", b"", cookie)


def parse_answer(datagram: bytes, cookie: bytes, sent: float, received: float) -> Offset | None:
    """The offset in an answer, or None where it is none (RFC 4330, 5).

    Args:
        datagram: The answer.
        cookie: What the request brought.
        sent: When it was sent, in seconds since 1970 by this computer's clock.
        received: When the answer came, in seconds of the same clock.
    """
    if len(datagram) < _PACKET.size:
        return None
    flags, stratum, *_, origin, arrived, left = _PACKET.unpack_from(datagram)
    if flags & 7 != _SERVER or flags >> 6 == _UNSYNCHRONISED or not 0 < stratum < 16:
        return None
    if origin != cookie or left == bytes(8):
        return None
    there, back = _seconds(arrived, sent), _seconds(left, sent)
    return Offset(((there - sent) + (back - received)) / 2, max((received - sent) - (back - there), 0.0) / 2)


def clock_offset(servers: Sequence[tuple[str, int]]) -> Offset | None:
    """The best of three answers of the first server that answers, or None."""
    looked_up = look_up(servers)
    for address in (*looked_up.ipv4, *looked_up.ipv6):
        found: list[Offset] = []
        while len(found) < TRIES and (offset := _ask(address)):
            found.append(offset)
        if found:
            return min(found, key=lambda offset: offset.error)
    return None


def _ask(address: Address) -> Offset | None:
    cookie = os.urandom(8)
    try:
        with socket.socket(socket.AF_INET6 if ":" in address.host else socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.settimeout(ANSWER_SECONDS)
            probe.connect(address)
            sent, begun = time.time(), time.perf_counter()
            probe.send(request(cookie))
            datagram = probe.recv(512)
            return parse_answer(datagram, cookie, sent, sent + time.perf_counter() - begun)
    except OSError:
        return None


def _seconds(stamp: bytes, near: float) -> float:
    """Seconds since 1970, in the era that is nearest to `near`: NTP's seconds begin anew in 2036."""
    whole, fraction = struct.unpack("!II", stamp)
    seconds = whole - _EPOCH + fraction / _ERA
    return float(seconds + round((near - seconds) / _ERA) * _ERA)
