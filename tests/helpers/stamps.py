"""When each probe passed an end of a lab's line, by the kernel: what latency and jitter are held against."""

import ctypes
import math
import select
import socket
import statistics
import struct
import subprocess
import sys
import time
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple, Self

from helpers.check_child import TESTS
from helpers.lab import Lab

_UDP_ONLY = (
    (0x28, 0, 0, 12),
    (0x15, 0, 3, 0x0800),
    (0x30, 0, 0, 23),
    (0x15, 0, 1, 17),
    (0x06, 0, 0, 128),
    (0x06, 0, 0, 0),
)
"""A filter (BPF) that lets IPv4's UDP pass: half-word 12 is 0x0800, byte 23 is 17."""
_STAMP = 35
"""SO_TIMESTAMPNS, of which Python has no name before 3.14."""
_STUN_AT = 42
"""Where a datagram's data begin in its frame."""


class Passed(NamedTuple):
    """A probe or its answer at an end of the line."""

    at: float
    """Seconds of the system's time."""
    leaving: bool
    """Whether it left that end."""
    transaction: str


class Stamps:
    """Listens at both ends of a lab; a context manager.

    Args:
        made: The lab.
    """

    def __init__(self, made: Lab) -> None:
        self._commands = [[*end, sys.executable, "-m", "helpers.stamps"] for end in (made.client, made.server)]
        self._ends: list[subprocess.Popen[str]] = []
        self._seen: list[list[Passed]] = []

    def __enter__(self) -> Self:
        for command in self._commands:
            end = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=TESTS)
            assert end.stdout
            end.stdout.readline()
            self._ends.append(end)
        return self

    def __exit__(self, *_: object) -> None:
        for end in self._ends:
            told = end.communicate()[0]
            fields = (line.split() for line in told.splitlines())
            self._seen.append([Passed(float(at), leaving == "1", name) for at, leaving, name in fields])

    def round_trips(
        self, size: int, window: Sequence[float] = (-math.inf, math.inf)
    ) -> tuple[list[float], list[float]]:
        """Each probe's round trip in ms at the client's end, and how long the server took; lost ones left out.

        Args:
            size: Only of probes that long in bytes.
            window: Only of those sent in it, in seconds of `time.perf_counter`.
        """
        ahead = time.time() - time.perf_counter()
        ends = []
        for seen in self._seen:
            begun: dict[str, float] = {}
            ended: dict[str, float] = {}
            for at, _leaving, name in seen:
                transaction, _, length = name.partition(":")
                if not window[0] <= at - ahead < window[1] and int(length) == size:
                    continue
                (begun if int(length) == size else ended).setdefault(transaction, at)
            ends.append({name: abs(ended[name] - at) * 1000 for name, at in begun.items() if name in ended})
        client, server = ends
        both = [name for name in client if name in server]
        return [client[name] for name in both], [server[name] for name in both]


def steadiness(times: Sequence[float]) -> tuple[float, float]:
    """The median, and the mean difference of neighbours."""
    return statistics.median(times), statistics.fmean(abs(b - a) for a, b in pairwise(times))


def _listen() -> None:
    """Notes every STUN datagram at this end until standard input ends, then prints them."""
    filters = b"".join(struct.pack("=HBBI", *step) for step in _UDP_ONLY)
    kept = ctypes.create_string_buffer(filters)
    sock = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3))
    sock.setsockopt(socket.SOL_SOCKET, 26, struct.pack("HP", len(_UDP_ONLY), ctypes.addressof(kept)))
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 << 20)
    sock.setsockopt(socket.SOL_SOCKET, _STAMP, 1)
    sock.bind(("line", 0))
    sys.stdout.write("listening\n")
    sys.stdout.flush()
    seen = []
    while sys.stdin not in (ready := select.select([sock, sys.stdin], [], [])[0]):
        assert sock in ready
        frame, ancillary, _, address = sock.recvmsg(256, 64)
        if len(frame) < _STUN_AT + 20 or frame[_STUN_AT + 4 : _STUN_AT + 8] != b"\x21\x12\xa4\x42":
            continue
        seconds, nanoseconds = struct.unpack("qq", ancillary[0][2][:16])
        length = struct.unpack_from("!H", frame, 38)[0] - 8
        seen.append(
            (
                seconds + nanoseconds / 1e9,
                address[2] == socket.PACKET_OUTGOING,
                frame[_STUN_AT + 8 : _STUN_AT + 20].hex(),
                length,
            )
        )
    for at, leaving, name, length in seen:
        sys.stdout.write(f"{at:.9f} {int(leaving)} {name}:{length}\n")


if __name__ == "__main__":
    _listen()
