"""What the tests of the measurement server share."""

import contextlib
import http.client
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, Self

import pytest
import trustme

from deskready_responder.limits import Limits
from deskready_responder.server import Responder

BUSY_SECONDS = 15.0
"""How long a test waits for what takes no time on a quiet machine."""


class Reply(NamedTuple):
    """An HTTP answer."""

    status: int
    fields: dict[str, str]
    body: bytes


class Client(http.client.HTTPConnection):
    """A client of the server that keeps its connection."""

    def __init__(self, responder: Responder) -> None:
        super().__init__("127.0.0.1", responder.port, timeout=BUSY_SECONDS)

    def ask(self, method: str, path: str, body: bytes | None = None, **fields: str) -> Reply:
        self.request(method, path, body, {name.replace("_", "-"): value for name, value in fields.items()})
        answer = self.getresponse()
        return Reply(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def get(responder: Responder, path: str, method: str = "GET", body: bytes | None = None, **fields: str) -> Reply:
    """One request on a connection of its own."""
    with Client(responder) as client:
        return client.ask(method, path, body, **fields)


def raw(responder: Responder, data: bytes, *, end: bool = True, seconds: float = BUSY_SECONDS) -> bytes:
    """Sends bytes, and returns all that comes back until the server closes."""
    with socket.create_connection(("127.0.0.1", responder.port), seconds) as sock:
        with contextlib.suppress(OSError):
            sock.sendall(data)
            if end:
                sock.shutdown(socket.SHUT_WR)
        return read_all(sock)


def read_all(sock: socket.socket) -> bytes:
    """All that comes until the server closes, or resets."""
    received = bytearray()
    with contextlib.suppress(ConnectionError):
        while data := sock.recv(65_536):
            received += data
    return bytes(received)


def wait_until(condition: Callable[[], object], seconds: float = BUSY_SECONDS) -> None:
    """Waits for a condition."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(0.01)


class Certificates(NamedTuple):
    server: ssl.SSLContext
    trusting: ssl.SSLContext


@pytest.fixture(scope="session")
def certificates() -> Certificates:
    authority = trustme.CA()
    server, trusting = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.create_default_context()
    authority.issue_cert("127.0.0.1", "localhost").configure_cert(server)
    authority.configure_trust(trusting)
    return Certificates(server, trusting)


@pytest.fixture(autouse=True)
def no_thread_fails(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever a client does, no thread of the server ends by an error."""
    failures: list[Any] = []
    monkeypatch.setattr(threading, "excepthook", failures.append)
    yield
    assert [(each.exc_type, each.exc_value) for each in failures] == []


Start = Callable[..., Responder]


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts servers with limits of one's own; they end with the test, and leave nothing running."""
    before = threading.enumerate()
    with contextlib.ExitStack() as stack:

        def started(
            *,
            tls: ssl.SSLContext | None = None,
            say: Callable[[str], None] | None = None,
            host: str = "127.0.0.1",
            **limits: Any,
        ) -> Responder:
            return stack.enter_context(Responder(host, 0, 0, limits=Limits(**limits), tls=tls, say=say))

        yield started
    assert [thread for thread in threading.enumerate() if thread not in before and "responder" in thread.name] == []


@pytest.fixture(scope="module")
def responder() -> Iterator[Responder]:
    """A server without limits of rate, that waits shortly."""
    limits = Limits(
        rate_mbit=0,
        requests_per_second=1e6,
        opened_per_second=1e6,
        datagrams_per_client=1e6,
        datagrams=1e6,
        ndt7_seconds=0.8,
        head_seconds=5,
        first_seconds=5,
        idle_seconds=5,
        stall_seconds=5,
    )
    with Responder("127.0.0.1", 0, 0, limits=limits) as running:
        yield running
