"""Requests as they go out; what comes back is tried in test_reach."""

import socket
import threading

import pytest

from deskready_checks.internet.reachability.endpoint import Endpoint, Kind
from deskready_checks.internet.reachability.finding import Stopped
from deskready_checks.internet.reachability.http import fetch_status, open_websocket


def sent(endpoint: Endpoint) -> list[str]:
    """The lines of a request."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        if endpoint.kind is Kind.HTTPS:
            assert fetch_status(ours, endpoint) == 200
        else:
            with pytest.raises(Stopped):
                open_websocket(ours, endpoint)
        return theirs.recv(4096).decode().split("\r\n")


@pytest.mark.parametrize(
    ("host", "port", "name"),
    [
        ("crm.example", 443, "crm.example"),
        ("crm.example", 8443, "crm.example:8443"),
        ("2001:db8::1", 443, "[2001:db8::1]"),
    ],
)
def test_a_request_for_a_page(host: str, port: int, name: str) -> None:
    lines = sent(Endpoint(Kind.HTTPS, host, port, "/a?b=c"))
    assert lines[:2] == ["GET /a?b=c HTTP/1.1", f"Host: {name}"]
    assert "Connection: close" in lines
    assert lines[-2:] == ["", ""]


def test_a_request_for_a_websocket() -> None:
    lines = sent(Endpoint(Kind.WSS, "crm.example", 443, "/ws"))
    assert {"Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13"} <= set(lines)
    assert sum(line.startswith("Sec-WebSocket-Key: ") for line in lines) == 1


def test_an_answer_in_pieces() -> None:
    ours, theirs = socket.socketpair()

    def answer() -> None:
        theirs.recv(4096)
        for piece in (b"HTT", b"P/1.1 2", b"04 No Content\r", b"\n\r\n"):
            theirs.sendall(piece)

    with ours, theirs:
        thread = threading.Thread(target=answer)
        thread.start()
        assert fetch_status(ours, Endpoint(Kind.HTTPS, "crm.example", 443)) == 204
        thread.join()
