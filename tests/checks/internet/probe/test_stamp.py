"""Arrivals with their moment, on real sockets."""

import socket
import sys
import time
from collections.abc import Iterator

import pytest

from deskready_checks.internet.probe.stamp import Arrival, enable_stamps, receive

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="stamps are asked of the kernel of Linux")


@pytest.fixture
def sock() -> Iterator[socket.socket]:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.bind(("127.0.0.1", 0))
        yield sock


def arrive_and_wait(sock: socket.socket, *, stamped: bool) -> tuple[float, Arrival, float]:
    """Has a datagram wait for 60 ms before it is read: when it was sent, how it was read, and when."""
    begun = time.perf_counter()
    sock.sendto(b"hello", sock.getsockname())
    time.sleep(0.06)
    return begun, receive(sock, stamped=stamped), time.perf_counter()


@LINUX
def test_the_kernels_stamp_leaves_out_how_long_a_datagram_lay_about(sock: socket.socket) -> None:
    assert enable_stamps(sock)
    for _ in range(100):  # Linux begins to stamp a little after it was asked to, and until then stamps what is read
        begun, arrival, ended = arrive_and_wait(sock, stamped=True)
        assert (arrival.data, arrival.by_kernel) == (b"hello", True)
        if arrival.at <= ended - 0.04:
            break
    assert begun - 0.001 <= arrival.at <= ended - 0.04


def test_without_stamps_it_arrives_when_it_is_read(sock: socket.socket) -> None:
    begun, arrival, ended = arrive_and_wait(sock, stamped=False)
    assert (arrival.data, arrival.by_kernel) == (b"hello", False)
    assert begun + 0.06 <= arrival.at <= ended


@LINUX
@pytest.mark.parametrize("step", [-5, 5])
def test_a_clock_that_was_set_meanwhile_is_not_believed(
    sock: socket.socket, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert enable_stamps(sock)
    true_time = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: true_time() + step * 10**9)
    begun, arrival, ended = arrive_and_wait(sock, stamped=True)
    assert not arrival.by_kernel
    assert begun + 0.06 <= arrival.at <= ended


def test_a_system_without_stamps(sock: socket.socket, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert not enable_stamps(sock)


def test_nothing_there(sock: socket.socket) -> None:
    sock.setblocking(False)
    with pytest.raises(BlockingIOError):
        receive(sock, stamped=enable_stamps(sock))
