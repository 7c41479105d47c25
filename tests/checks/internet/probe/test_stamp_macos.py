"""Stamps of macOS, as sys/socket.h and sys/_types/_timeval.h lay them out; never run there."""

import socket
import struct

import pytest

from deskready_checks.internet.probe.stamp_macos import read_stamp

STAMP = struct.pack("@li", 1_790_000_000, 123_456) + bytes(4)


@pytest.mark.parametrize(
    ("ancillary", "stamp"),
    [
        ([], None),
        ([(socket.SOL_SOCKET, 2, STAMP)], 1_790_000_000_123_456_000),
        ([(socket.SOL_SOCKET, 1, STAMP)], None),
        ([(socket.SOL_SOCKET, 2, STAMP[:8])], None),
    ],
)
def test_read(ancillary: list[tuple[int, int, bytes]], stamp: int | None) -> None:
    assert read_stamp(ancillary) == stamp
