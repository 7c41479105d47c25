"""What a responder says of itself, and that no answer in its place does harm."""

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pytest

from deskready_checks.internet.load.interface import Direction
from deskready_checks.internet.load.meter import Meter
from deskready_checks.internet.providers.admission import ASK_SECONDS, Admission, Counted, Counters, counters
from deskready_responder.limits import Limits
from deskready_responder.server import Responder
from helpers.check_child import ChildRun, run_in_child
from helpers.tries import undisturbed

SPEED = "deskready_checks.internet.speed.check:Speed"
DOWN, UP = Direction.DOWN, Direction.UP


def said(
    down: object = (5, 4, 0), up: object = (3, 1, 1), service: str = "deskready-responder", rate: object = 100
) -> bytes:
    def one(told: object) -> object:
        names = ("seconds", "shared_seconds", "capped_seconds")
        return dict(zip(names, told, strict=True)) if isinstance(told, tuple) else told

    return json.dumps({"service": service, "rate_mbit": rate, "download": one(down), "upload": one(up)}).encode()


def test_counters_are_read() -> None:
    assert counters(said()) == Counters(100, {DOWN: Counted(5, 4, 0), UP: Counted(3, 1, 1)})
    assert counters(said(rate=None)) == Counters(0, {DOWN: Counted(5, 4, 0), UP: Counted(3, 1, 1)})


HOSTILE = [
    b"",
    b"<!doctype html>",
    b"[" * 2_000,
    b"[]",
    b"null",
    said(service="nginx"),
    said(down=None),
    said(down=[1, 2]),
    said(down=(-1, -2, 0)),
    said(down=(1e300, 1, 1)),
    said(down=(10**400, 1, 1)),
    said(down=(True, False, False)),
    said(down=("5", "4", "0")),
    said(down=(5, None, 0)),
    said(down=(float("nan"), 1, 1)),
    said(down=(float("inf"), 1, 1)),
    said(rate=float("nan")),
    said(rate=-1),
    said(rate="1000"),
    said()[:-1] + b"9" * 5_000,
]


@pytest.mark.parametrize("body", HOSTILE)
def test_what_is_none_tells_nothing(body: bytes) -> None:
    assert counters(body) is None


Talk = Callable[[socket.socket], None]


@contextmanager
def answering(*talks: Talk) -> Iterator[tuple[str, list[str]]]:
    """A server that answers each connection in its way, the last one's from then on; its URL, and what it was asked."""
    asked: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            with suppress(OSError):
                while True:
                    sock, _ = listener.accept()
                    with sock, suppress(OSError):
                        asked.append(sock.recv(4_096).split(b"\r\n")[0].decode())
                        talks[min(len(asked), len(talks)) - 1](sock)

        threading.Thread(target=serve, daemon=True).start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/", asked
        listener.shutdown(socket.SHUT_RDWR)


def saying(body: bytes, status: str = "200 OK") -> Talk:
    head = f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode()
    return lambda sock: sock.sendall(head + body)


def dripping(sock: socket.socket) -> None:
    sock.sendall(b"HTTP/1.1 200 OK\r\nX: ")
    while True:
        sock.sendall(b"a")
        time.sleep(0.05)


def endless(sock: socket.socket) -> None:
    sock.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        sock.sendall(bytes(65_536))


@pytest.mark.parametrize(
    "talk",
    [saying(said(), "404 Not Found"), saying(b"<html>"), lambda sock: None, dripping, endless, saying(said(), "302 x")],
)
def test_who_says_nothing_of_the_kind_is_asked_once_and_costs_no_time(talk: Talk) -> None:
    meter = Meter()
    with answering(talk) as (url, asked):
        admission = Admission(url, meter)
        begun = time.monotonic()
        admission.begin()
        admission.begin()
        assert [admission.share(way, 1e6) for way in (DOWN, UP)] == [0.0, 0.0]
        assert time.monotonic() - begun < ASK_SECONDS + 2
        assert asked == ["GET /deskready/held.json HTTP/1.1"]


@pytest.mark.parametrize("server", ["", "iperf.example:5201"])
def test_only_a_web_server_of_ones_own_is_asked(server: str) -> None:
    admission = Admission(server, Meter())
    admission.begin()
    assert admission.share(DOWN, 1e6) == 0.0


@pytest.mark.parametrize(
    ("after", "rate", "share"),
    [
        ((15, 9, 0), 50, 0.5),
        ((15, 14, 0), 50, 1.0),
        ((15, 4, 10), 50, 0.0),  # a line of half the server's rate, whose buffers were filled faster
        ((15, 4, 10), 97, 1.0),
        ((5, 4, 0), 97, 0.0),
        ((4, 3, 0), 97, 0.0),  # counted backwards: the server was started anew
        ((15, 4, 0), 97, 0.0),
        ((15, 999, 999), 97, 1.0),  # more than the time that passed
        ((15, 0, 0), 97, 0.0),
    ],
)
def test_the_share_is_what_was_added_and_never_more_than_all(
    after: tuple[float, float, float], rate: float, share: float
) -> None:
    with answering(saying(said(down=(5, 4, 0))), saying(said(down=after))) as (url, _):
        admission = Admission(url, Meter())
        admission.begin()
        assert admission.share(DOWN, rate) == pytest.approx(share)


def test_a_server_that_falls_silent_has_said_nothing() -> None:
    with answering(saying(said()), saying(b"", "500 x")) as (url, _):
        admission = Admission(url, Meter())
        admission.begin()
        assert admission.share(UP, 1e6) == 0.0


def run(server: Responder) -> ChildRun:
    options = {
        "server": f"http://127.0.0.1:{server.port}/",
        "responder": f"127.0.0.1:{server.udp_port}",
        "seconds": 2,
        "min_down": 500,
    }
    return run_in_child(SPEED, options, seconds=40)  # type: ignore[arg-type]


def told(found: ChildRun) -> bool:
    ways = ("internet.download", "internet.upload")
    return all(found.measurements[way]["least"] for way in ways)


@pytest.mark.slow
def test_the_check_says_that_the_server_was_the_limit() -> None:
    with Responder("127.0.0.1", 0, 0, limits=Limits(rate_mbit=40)) as server:
        found = undisturbed(lambda: run(server), told)
    for way in ("internet.download", "internet.upload"):
        measured = found.measurements[way]
        assert measured["least"]
        assert 20 < measured["value"] < 60, "40, as far as two seconds tell"
        assert "the server was the limit, not the line" in measured["method"]
    assert found.measurements["internet.speed.provider"]["value"] == (
        "LibreSpeed, your own server. The server, not your line, was the limit: your line carries at least this."
    )
    assert found.gaps["internet.bufferbloat"][0] == "The server was the limit, so that the line was not full."
