"""What holds for every path."""

import itertools

import pytest

from deskready_responder.routes import ROUTES
from deskready_responder.server import Responder

from .conftest import Client, get, raw

LARGE = {"/nq/large"}
PLAIN = sorted(path for path in ROUTES if not path.startswith("/ndt/"))


@pytest.mark.parametrize("path", PLAIN)
def test_the_connection_stays_whatever_is_asked(responder: Responder, path: str) -> None:
    route = ROUTES[path]
    with Client(responder) as client:
        client.connect()
        sock = client.sock
        for method in (method for method in route.methods if path not in LARGE or method != "GET"):
            body = b"0123456789" if method in ("POST", "PUT") else None
            reply = client.ask(method, path, body)
            assert (reply.status, reply.fields["connection"]) == (200, "keep-alive")
            assert client.sock is sock
            if method in ("HEAD", "OPTIONS"):
                assert reply.body == b""
            if method == "OPTIONS":
                assert reply.fields["allow"] == ", ".join(route.methods)


@pytest.mark.parametrize("path", PLAIN)
def test_a_head_tells_what_a_get_would(responder: Responder, path: str) -> None:
    if "GET" not in ROUTES[path].methods or path in LARGE:
        return
    told, whole = get(responder, path, "HEAD"), get(responder, path)
    assert int(told.fields["content-length"]) == int(whole.fields["content-length"]) == len(whole.body)
    assert told.fields["content-type"] == whole.fields["content-type"]


@pytest.mark.parametrize("path", PLAIN)
def test_an_answer_to_a_head_has_no_body(responder: Responder, path: str) -> None:
    answer = raw(responder, f"HEAD {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
    assert (answer.endswith(b"\r\n\r\n"), answer.count(b"\r\n\r\n")) == (True, 1)


@pytest.mark.parametrize("path", sorted(ROUTES))
def test_other_methods_are_refused_with_those_there_are(responder: Responder, path: str) -> None:
    reply = get(responder, path, "DELETE")
    assert (reply.status, reply.fields["allow"]) == (405, ", ".join(ROUTES[path].methods))
    assert reply.body.endswith(b".\n")


def test_requests_in_one_go_are_answered_in_their_order(responder: Responder) -> None:
    wanted = ["/empty.php", "/speedtest/latency.txt", "/nq/small", "/backend/getIP.php", "/speedtest/latency.txt"]
    data = b"".join(b"GET %s HTTP/1.1\r\nHost: x\r\n\r\n" % path.encode() for path in wanted)
    upload = b"POST /empty.php HTTP/1.1\r\nHost: x\r\nContent-Length: 70000\r\n\r\n" + bytes(70_000)
    answer = raw(responder, data + upload + data)
    assert answer.count(b"HTTP/1.1 200 OK\r\n") == 2 * len(wanted) + 1
    first, second = answer.find(b"test=test"), answer.find(b"localhost")
    assert 0 < first < second


@pytest.mark.parametrize("path", ["/empty.php", "/backend/garbage.php?ckSize=1", "/nq/upload", "/speedtest/upload.php"])
def test_an_upload_may_come_in_chunks(responder: Responder, path: str) -> None:
    with Client(responder) as client:
        for _ in range(2):
            client.request("POST", path, iter([b"x" * 100_000, b"y", b"z" * 5]), encode_chunked=True)
            answer = client.getresponse()
            answer.read()
            assert answer.status == 200


def test_who_waits_for_permission_to_upload_gets_it(responder: Responder) -> None:
    head = (
        b"POST /empty.php HTTP/1.1\r\nHost: x\r\nConnection: close\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n"
    )
    answer = raw(responder, head + b"abc")
    assert answer.startswith(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n")


@pytest.mark.parametrize(
    "path",
    [
        "/etc/passwd",
        "/../../etc/passwd",
        "/backend/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "//etc/passwd",
        "/backend/",
        "/backend",
        "/garbage.php/",
        "/GARBAGE.PHP",
        "/empty.php%00",
        "/empty.php;x",
        "/.well-known/nq/",
        "/speedtest/",
        "/index.html",
        "/favicon.ico",
        "/\\..\\windows",
        "/~root",
        "/proc/self/environ",
    ],
)
def test_there_is_nothing_else(responder: Responder, path: str) -> None:
    reply = get(responder, path)
    assert (reply.status, reply.body) == (404, b"There is nothing at this path.\n")
    assert reply.fields["connection"] == "close"


def test_no_error_repeats_what_was_asked(responder: Responder) -> None:
    for method, path in itertools.product(("GET", "DELETE"), ("/<script>alert(1)</script>", "/empty.php?<script>")):
        assert b"script" not in get(responder, path, method).body


def test_an_old_client_gets_one_answer(responder: Responder) -> None:
    answer = raw(responder, b"GET /speedtest/latency.txt HTTP/1.0\r\n\r\n", end=False)
    assert answer.endswith(b"Connection: close\r\n\r\ntest=test")
