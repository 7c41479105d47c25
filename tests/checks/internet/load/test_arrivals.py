"""What arrived, counted from what the system tells: against a model of a receiver, and on a real connection."""

import socket
import sys
import time
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskready_checks.internet.load.arrivals import Arrivals, delivered
from deskready_checks.internet.load.tcp_info import TcpInfo, tcp_info

SEGMENT = 1448
NOTHING = TcpInfo(0, 0, 0, 0, 0, 0, 0)


class Receiver:
    """A model of TCP's receiving end, read after each segment."""

    def __init__(self) -> None:
        self._arrivals = Arrivals()
        self._have: set[int] = set()
        self._info = NOTHING

    def take(self, number: int) -> int:
        """What is counted, in bytes, after a segment came."""
        self._have.add(number)
        in_order = next(first for first in range(len(self._have) + 1) if first not in self._have)
        self._info = self._info._replace(
            received=in_order * SEGMENT,
            segments_in=self._info.segments_in + 1,
            full_segment=SEGMENT,
            out_of_order=self._info.out_of_order + (number > in_order),
        )
        return self._arrivals.count(self._info)


def counted(order: Sequence[int]) -> list[float]:
    """The count after each segment, in segments."""
    receiver = Receiver()
    return [receiver.take(number) / SEGMENT for number in order]


def test_what_waits_for_a_lost_segment_counts_at_once() -> None:
    assert counted([0, 1, 3, 4, 5, 2, 6]) == [1, 2, 3, 4, 5, 6, 7]


def test_gaps_that_are_filled_one_by_one() -> None:
    assert counted([0, 1, 5, 6, 7, 2, 3, 4, 8]) == [1, 2, 3, 4, 5, 6, 7, 8, 9]


@given(st.permutations(range(1, 30)))
def test_in_whatever_order_each_segment_counts_once(order: list[int]) -> None:
    found = counted([0, *order, *range(30, 50)])
    assert all(count <= came for came, count in enumerate(found, 1)), "never more than came"
    assert found[-1] == 50


@given(st.lists(st.integers(1, SEGMENT), max_size=60))
def test_short_segments_are_no_losses(lengths: list[int]) -> None:
    arrivals, received = Arrivals(), 0
    for number, length in enumerate(lengths, 1):
        received += length
        info = NOTHING._replace(received=received, segments_in=number, full_segment=SEGMENT)
        assert arrivals.count(info) == received


def test_what_came_twice_was_carried_twice() -> None:
    found = counted([0, 2, 2, 2, 1, *range(3, 12)])
    assert found[-1] == 14, "twelve different ones, of which one came three times"
    assert found == sorted(found), "also where the gap is closed"


def test_a_system_that_counts_nothing_out_of_order() -> None:
    arrivals = Arrivals()
    arrivals.count(NOTHING._replace(received=SEGMENT, segments_in=1, full_segment=SEGMENT))
    assert arrivals.count(NOTHING._replace(received=SEGMENT, segments_in=9, full_segment=SEGMENT)) == SEGMENT


def test_what_was_acknowledged_selectively_is_delivered() -> None:
    info = NOTHING._replace(acked=100_000, sacked=7, segment_bytes=SEGMENT)
    assert delivered(info) == 100_000 + 7 * SEGMENT
    assert delivered(info._replace(repeated=2)) == 100_000 + 9 * SEGMENT, "the line carried them twice"


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
