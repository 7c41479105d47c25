import socket
import threading
import time
import zlib
from collections.abc import Iterator

import pytest

from deskready_responder.wire import PAYLOAD_SIZE, Wire, payload


@pytest.fixture
def ends() -> Iterator[tuple[Wire, socket.socket]]:
    """Two ends of a TCP connection."""
    with socket.create_server(("127.0.0.1", 0)) as listener, socket.create_connection(listener.getsockname()) as far:
        near, _ = listener.accept()
        with near:
            far.settimeout(10)
            yield Wire(near, 0.3), far


def drain(wire: Wire) -> None:
    """Takes all that comes."""
    while wire.discard(1000):
        pass


def pour(wire: Wire) -> None:
    """Sends more than the buffers of both ends take."""
    while True:
        wire.send(payload())


def test_what_is_sent_cannot_be_compressed() -> None:
    assert len(payload()) == PAYLOAD_SIZE
    assert len(zlib.compress(payload(), 9)) > PAYLOAD_SIZE * 0.999
    assert payload() is payload()


def test_discarded_bytes_are_counted_exactly_and_the_next_are_kept(ends: tuple[Wire, socket.socket]) -> None:
    wire, far = ends
    total = 3_000_000
    sender = threading.Thread(target=far.sendall, args=(bytes(total) + b"next",))
    sender.start()
    assert wire.fill()  # what was read with a head
    left = total
    while left:
        count = wire.discard(left)
        assert 0 < count <= left
        left -= count
    sender.join()
    while len(wire.buffer) < 4:
        assert wire.fill()
    assert bytes(wire.buffer) == b"next"


def test_a_peer_that_sends_nothing_is_left(ends: tuple[Wire, socket.socket]) -> None:
    wire, _ = ends
    with pytest.raises(TimeoutError):
        wire.fill()
    with pytest.raises(TimeoutError):
        wire.discard(10)
    assert wire.fill_now()
    assert wire.buffer == b""


def test_a_peer_that_takes_nothing_is_left(ends: tuple[Wire, socket.socket]) -> None:
    wire, _ = ends
    begun = time.monotonic()
    with pytest.raises(TimeoutError):
        pour(wire)
    assert time.monotonic() - begun < 8


def test_the_deadline_holds_for_a_peer_that_goes_on(ends: tuple[Wire, socket.socket]) -> None:
    wire, far = ends
    stop = threading.Event()

    def drip() -> None:
        while not stop.wait(0.02):
            far.send(b"x")

    dripper = threading.Thread(target=drip)
    dripper.start()
    wire.within(0.4)
    with pytest.raises(TimeoutError):
        drain(wire)
    stop.set()
    dripper.join()


def test_the_end_of_the_peer_is_seen(ends: tuple[Wire, socket.socket]) -> None:
    wire, far = ends
    far.close()
    assert not wire.fill()
    assert not wire.fill_now()
    assert wire.discard(10) == 0


def test_all_that_was_answered_arrives_although_more_was_sent_than_read(ends: tuple[Wire, socket.socket]) -> None:
    wire, far = ends
    far.sendall(bytes(200_000))
    wire.sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 2**20)
    wire.send(bytes(500_000))  # more than the peer's system takes unread

    def end() -> None:
        wire.finish()
        wire.sock.close()

    ending = threading.Thread(target=end)
    ending.start()
    ending.join(0.2)
    left = 500_000
    while data := far.recv(left + 1):
        left -= len(data)
    assert left == 0
    far.close()
    ending.join()
