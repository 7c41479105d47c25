"""Stamps of Linux, as the kernel writes them."""

import socket
import struct
import sys
import time

import pytest

from deskready_checks.internet.probe.stamp_linux import SPACE, enable, read_stamp

STAMP = struct.pack("@ll", 1_790_000_000, 123_456_789)


@pytest.mark.parametrize(
    ("ancillary", "stamp"),
    [
        ([], None),
        ([(socket.SOL_SOCKET, 35, STAMP)], 1_790_000_000_123_456_789),
        ([(socket.SOL_SOCKET, 29, STAMP)], None),
        ([(0, 35, STAMP)], None),
        ([(socket.SOL_SOCKET, 35, STAMP[:8])], None),
        ([(0, 1, b""), (socket.SOL_SOCKET, 35, STAMP)], 1_790_000_000_123_456_789),
    ],
)
def test_read(ancillary: list[tuple[int, int, bytes]], stamp: int | None) -> None:
    assert read_stamp(ancillary) == stamp


@pytest.mark.skipif(sys.platform != "linux", reason="asks the kernel of Linux")
def test_the_kernel_stamps_when_a_datagram_comes_and_not_when_it_is_read() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.bind(("127.0.0.1", 0))
        enable(sock)
        for _ in range(100):  # the kernel begins to stamp a little after it was asked to
            before = time.time_ns()
            sock.sendto(b"x", sock.getsockname())
            time.sleep(0.05)
            stamp = read_stamp(sock.recvmsg(10, SPACE)[1])
            if stamp is not None and stamp < before + 40_000_000:
                break
    assert stamp is not None
    assert before - 1_000_000 <= stamp < before + 40_000_000
