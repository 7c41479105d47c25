"""What arrived, counted from what the system tells: against a model of a receiver, and on a real connection."""

import socket
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskready_checks.internet.load.arrivals import Arrivals, delivered
from deskready_checks.internet.load.tcp_info import TcpInfo, tcp_info

SEGMENT = 1448


def seen(order: list[int]) -> TcpInfo:
    """What a system tells after segments came in that order; a number that repeats came twice."""
    have = set(order)
    in_order = next(number for number in range(len(order) + 1) if number not in have)
    return TcpInfo(
        *(0, 0, 0, 0, 0, 0, 0), received=in_order * SEGMENT, segments_in=len(order), full_segment=SEGMENT
    )


def counted(order: list[int]) -> list[int]:
    """The count after each segment, in segments."""
    arrivals = Arrivals()
    return [arrivals.count(seen(order[: end + 1])) // SEGMENT for end in range(len(order))]


def test_what_waits_for_a_lost_segment_counts_at_once() -> None:
    assert counted([0, 1, 3, 4, 5, 2, 6]) == [1, 2, 3, 4, 5, 6, 7]


def test_what_came_twice_counts_once_when_the_gap_is_filled() -> None:
    order = [0, 2, 2, 1, 3]
    assert counted(order)[-2:] == [4, 5]  # while it is remembered that there was no excess
    later = [*order, *range(4, 80)]
    assert counted(later)[-1] == 80


@given(st.permutations(range(1, 30)))
def test_in_whatever_order_each_segment_counts_once(order: list[int]) -> None:
    assert counted([0, *order]) == list(range(1, 31))


def test_a_longer_segment_begins_the_comparison_anew() -> None:
    arrivals = Arrivals()
    short = TcpInfo(*(0, 0, 0, 0, 0, 0, 0), received=10 * SEGMENT, segments_in=10, full_segment=536)
    assert arrivals.count(short) == 10 * SEGMENT
    assert arrivals.count(short._replace(full_segment=SEGMENT)) == 10 * SEGMENT


def test_what_was_acknowledged_selectively_is_delivered() -> None:
    info = TcpInfo(*(100_000, 0, 0, 0, 0, 0, 0), sacked=7, segment_bytes=SEGMENT)
    assert delivered(info) == 100_000 + 7 * SEGMENT


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells")
def test_a_real_connection_without_losses_counts_its_bytes() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as near:
        far, _ = server.accept()
        with far:
            arrivals = Arrivals()
            far.sendall(bytes(200_000))
            until = time.monotonic() + 5
            while (info := tcp_info(near)) and info.received < 200_000 and time.monotonic() < until:
                near.recv(65_536)
            assert info is not None
            assert info.received == 200_000
            assert info.segments_in > 0
            assert arrivals.count(info) == 200_000
