"""Connections that load the line, against a server on loopback: what they count, and what ends them."""

import time
from collections.abc import Callable

import pytest

from deskready_checks.internet.load.fault import Fault
from deskready_checks.internet.load.http_load import HttpLoad
from deskready_checks.internet.load.interface import Direction
from deskready_checks.internet.load.meter import Meter
from deskready_checks.internet.load.target import Target
from helpers.load_server import GARBAGE_BYTES, librespeed, load_server
from helpers.speed_server import Handler, SpeedServer, body, hang, login_page, status, type_answer

UP = 8 * 1024**2


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "*")


def load(server: SpeedServer, direction: Direction, meter: Meter | None = None, size: int = GARBAGE_BYTES) -> HttpLoad:
    target = Target(lambda: f"{server.url}garbage.php", lambda: f"{server.url}empty.php", UP, size)
    return HttpLoad(target, direction, meter or Meter())


def until(true: Callable[[], object]) -> None:
    """Waits for a condition."""
    end = time.monotonic() + 10
    while not true():
        assert time.monotonic() < end, "it did not come true"
        time.sleep(0.01)


@pytest.mark.parametrize("direction", list(Direction))
def test_it_grows_counts_and_ends_at_once(direction: Direction) -> None:
    meter = Meter()
    with load_server(librespeed()) as server:
        loaded = load(server, direction, meter)
        loaded.grow(2)
        loaded.grow(1)
        until(lambda: loaded.reading(0.0)[1] > 500_000)
        until(lambda: (meter.received if direction is Direction.DOWN else meter.sent) > 500_000)
        assert loaded.reading(1.5)[0] == 1.5
        assert loaded.trouble is None
        begun = time.monotonic()
        loaded.close()
        assert time.monotonic() - begun < 1.0
        until(lambda: loaded.trouble)
        assert loaded.reading(0.0)[1] > 350_000, "what was counted stays, but for what was on its way"
        assert len(server.requests) >= 2


def limited(handler: Handler) -> None:
    handler.answer(429, b"", "text/plain", **{"Retry-After": "7"})


@pytest.mark.parametrize(
    ("answer", "fault", "retry"),
    [
        (limited, Fault.LIMITED, 7.0),
        (status(403), Fault.BLOCKED, None),
        (login_page(), Fault.PORTAL, None),
        (body(b""), Fault.NO_DATA, None),
    ],
    ids=["429", "403", "page", "empty"],
)
def test_a_refusal_is_the_trouble_once_all_have_ended(answer: type_answer, fault: Fault, retry: float | None) -> None:
    with load_server({"garbage.php": answer}) as server:
        loaded = load(server, Direction.DOWN)
        assert loaded.trouble is None, "nobody has begun"
        loaded.grow(2)
        until(lambda: loaded.trouble)
        assert loaded.trouble is not None
        assert (loaded.trouble.fault, loaded.trouble.retry_after) == (fault, retry)
        loaded.close()


def test_one_that_is_silent_does_not_hold_up_the_end() -> None:
    with load_server({"garbage.php": hang}) as server:
        loaded = load(server, Direction.DOWN)
        loaded.grow(1)
        until(lambda: server.requests)
        begun = time.monotonic()
        loaded.close()
        assert time.monotonic() - begun < 1.0


def test_a_connection_that_the_server_ends_is_made_anew_and_counts_on() -> None:
    ports: set[int] = set()

    def leaving(handler: Handler) -> None:
        ports.add(handler.client_address[1])
        handler.close_connection = True
        handler.answer(200, bytes(100_000), "application/octet-stream", Connection="close")

    with load_server({"garbage.php": leaving}, rate_mbit=None) as server:
        loaded = load(server, Direction.DOWN, size=100_000)
        loaded.grow(1)
        until(lambda: loaded.reading(0.0)[1] > 300_000)
        loaded.close()
    assert len(ports) > 2


def test_uploads_begin_short_so_that_little_is_sent_into_a_refusal() -> None:
    lengths: list[int] = []

    def take(handler: Handler) -> None:
        lengths.append(int(handler.headers["Content-Length"]))
        handler.take_upload()
        handler.answer(200, b"", "text/plain")

    with load_server({"empty.php": take}, rate_mbit=None) as server:
        loaded = load(server, Direction.UP)
        loaded.grow(1)
        until(lambda: len(lengths) > 4)
        loaded.close()
    assert lengths[:5] == [32_768, 262_144, 2_097_152, UP, UP]
