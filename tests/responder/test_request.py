import socket
import threading
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskready_responder.refusal import Refusal
from deskready_responder.request import FIELD_LIMIT, HEAD_LIMIT, parse_head, read_request
from deskready_responder.wire import Wire


def head(line: str = "GET / HTTP/1.1", *fields: str, host: str | None = "example.org") -> bytes:
    return "\r\n".join((line, *([f"Host: {host}"] if host is not None else []), *fields)).encode("latin-1")


def refusal(data: bytes) -> int:
    with pytest.raises(Refusal) as caught:
        parse_head(data)
    return caught.value.status


def test_a_request_is_taken_apart() -> None:
    request = parse_head(
        head("POST /backend/empty.php?cors=true&r=0.5 HTTP/1.1", "Content-Length: 12", "X-A: 1", "x-a: 2")
    )
    assert (request.method, request.path, request.length, request.keep) == ("POST", "/backend/empty.php", 12, True)
    assert request.query == {"cors": "true", "r": "0.5"}
    assert request.fields["x-a"] == "1, 2"


@pytest.mark.parametrize(
    ("line", "connection", "keep"),
    [
        ("GET / HTTP/1.1", "", True),
        ("GET / HTTP/1.1", "Connection: Close", False),
        ("GET / HTTP/1.1", "Connection: x-close", True),
        ("GET / HTTP/1.0", "", False),
        ("GET / HTTP/1.0", "Connection: Keep-Alive", True),
    ],
)
def test_whether_the_connection_stays(line: str, connection: str, keep: bool) -> None:
    assert parse_head(head(line, *([connection] if connection else []))).keep is keep


def test_the_first_of_two_equal_names_in_a_query_counts() -> None:
    assert parse_head(head("GET /?a=1&a=2 HTTP/1.1")).query == {"a": "1"}


def test_a_target_may_name_the_host() -> None:
    assert parse_head(head("GET http://elsewhere/a/../b?c HTTP/1.1")).path == "/a/../b"
    assert parse_head(head("GET //etc/passwd HTTP/1.1")).path == "//etc/passwd"


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"", 400),
        (head("get / HTTP/1.1"), 400),
        (head("GET  / HTTP/1.1"), 400),
        (head("GET / HTTP/2.0"), 400),
        (head("GET /\x80 HTTP/1.1"), 400),
        (head("GET x HTTP/1.1"), 400),
        (head("GET ftp://a/b HTTP/1.1"), 400),
        (head("GET http://[::1/b HTTP/1.1"), 400),
        (head("CONNECT example.org:443 HTTP/1.1"), 400),
        (head(host=None), 400),
        (head(host=""), 400),
        (head(host="a b"), 400),
        (head(host='"><script>'), 400),
        (head("GET / HTTP/1.1", "Host: twice"), 400),
        (head("GET / HTTP/1.1", " folded: line"), 400),
        (head("GET / HTTP/1.1", "space : before"), 400),
        (head("GET / HTTP/1.1", "no colon"), 400),
        (head("GET / HTTP/1.1", "a: b\x00c"), 400),
        (head("GET / HTTP/1.1", "a: b\nc: d"), 400),
        (head("POST / HTTP/1.1", "Content-Length: 1", "Content-Length: 1"), 400),
        (head("POST / HTTP/1.1", "Transfer-Encoding: chunked", "Transfer-Encoding: chunked"), 501),
        (head("POST / HTTP/1.1", "Content-Length: -1"), 400),
        (head("POST / HTTP/1.1", "Content-Length: +1"), 400),
        (head("POST / HTTP/1.1", "Content-Length: 1,1"), 400),
        (head("POST / HTTP/1.1", f"Content-Length: {'9' * 30}"), 400),
        (head("POST / HTTP/1.1", "Content-Length: 1", "Transfer-Encoding: chunked"), 400),
        (head("POST / HTTP/1.0", "Transfer-Encoding: chunked"), 400),
        (head("POST / HTTP/1.1", "Transfer-Encoding: gzip, chunked"), 501),
        (head("GET / HTTP/1.1", *["a: b"] * (FIELD_LIMIT + 1)), 431),
        (head(f"GET /?{'&'.join('a' * 99)} HTTP/1.1"), 400),
    ],
)
def test_what_is_doubtful_is_refused(data: bytes, status: int) -> None:
    assert refusal(data) == status


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: b"GET / HTTP/1.1\r\n" + text.encode()))
def test_any_bytes_are_a_request_or_refused(data: bytes) -> None:
    try:
        request = parse_head(data)
    except Refusal:
        return
    assert request.path.startswith("/") or request.path == "*"


def wires() -> tuple[Wire, socket.socket]:
    near, far = socket.socketpair()
    return Wire(near, 5), far


@pytest.mark.parametrize("size", [1, 2, 3, 7, 10_000])
def test_it_is_read_in_whatever_pieces_it_comes(size: int) -> None:
    wire, far = wires()
    data = b"\r\n" + head() + b"\r\n\r\n" + head("POST /b HTTP/1.1") + b"\r\n\r\nrest"

    def send() -> None:
        for at in range(0, len(data), size):
            far.sendall(data[at : at + size])
        far.shutdown(socket.SHUT_WR)

    with wire.sock, far:
        sender = threading.Thread(target=send)
        sender.start()
        first, second = (read_request(wire, 5, 5) for _ in range(2))
        assert first is not None
        assert second is not None
        assert (first.path, second.path) == ("/", "/b")
        assert read_request(wire, 5, 5) is None
        sender.join()


def test_a_head_without_an_end_is_refused_before_it_fills_memory() -> None:
    wire, far = wires()
    with wire.sock, far:
        far.setblocking(False)
        far.send(b"GET / HTTP/1.1\r\n" + b"a: b\r\n" * HEAD_LIMIT)
        with pytest.raises(Refusal) as caught:
            read_request(wire, 5, 5)
        assert caught.value.status == 431
        assert len(wire.buffer) < 3 * HEAD_LIMIT


def test_a_byte_now_and_then_does_not_keep_it_waiting() -> None:
    wire, far = wires()
    stop = threading.Event()

    def drip() -> None:
        while not stop.wait(0.02):
            far.send(b"a")

    with wire.sock, far:
        dripper = threading.Thread(target=drip)
        dripper.start()
        begun = time.monotonic()
        with pytest.raises(TimeoutError):
            read_request(wire, 5, 0.3)
        assert time.monotonic() - begun < 4
        stop.set()
        dripper.join()
