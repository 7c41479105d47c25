"""What LibreSpeed's clients rely on."""

import json
import zlib

import pytest

from deskready_responder.server import Responder

from .conftest import Client, get

PATHS = ["/garbage.php", "/backend/garbage.php"]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    ("query", "mib"),
    [("", 4), ("?ckSize=1", 1), ("?ckSize=3&r=0.123", 3), ("?ckSize=0", 4), ("?ckSize=x", 4), ("?ckSize=-9", 4)],
)
def test_garbage_has_as_many_mib_as_asked(responder: Responder, path: str, query: str, mib: int) -> None:
    reply = get(responder, path + query)
    assert (reply.status, len(reply.body)) == (200, mib * 2**20)
    assert reply.fields["content-type"] == "application/octet-stream"
    assert "no-store" in reply.fields["cache-control"]


@pytest.mark.parametrize("asked", ["1024", "1025", "999999999", "9" * 50])
def test_garbage_is_at_most_a_gibibyte(responder: Responder, asked: str) -> None:
    assert get(responder, f"/garbage.php?ckSize={asked}", "HEAD").fields["content-length"] == str(2**30)


def test_garbage_cannot_be_compressed(responder: Responder) -> None:
    body = get(responder, "/garbage.php?ckSize=2", Accept_Encoding="gzip").body
    assert len(zlib.compress(body, 9)) > len(body) * 0.999


@pytest.mark.parametrize("path", ["/empty.php", "/backend/empty.php?r=0.1"])
def test_a_ping_is_200_and_empty(responder: Responder, path: str) -> None:
    reply = get(responder, path)
    assert (reply.status, reply.body, reply.fields["content-length"]) == (200, b"", "0")


@pytest.mark.parametrize("size", [0, 1, 70_000, 20 * 2**20])
def test_an_upload_is_taken_and_answered_with_nothing(responder: Responder, size: int) -> None:
    with Client(responder) as client:
        for _ in range(2):
            reply = client.ask("POST", "/empty.php?r=0.2", bytes(size))
            assert (reply.status, reply.body) == (200, b"")


def test_the_client_is_told_its_address(responder: Responder) -> None:
    reply = get(responder, "/getIP.php?isp=true&distance=km", X_Forwarded_For="203.0.113.9")
    assert json.loads(reply.body) == {"processedString": "127.0.0.1 - localhost IPv4 access", "rawIspInfo": ""}
    assert reply.fields["content-type"].startswith("application/json")


@pytest.mark.parametrize("path", ["/garbage.php?ckSize=1", "/empty.php?r=1", "/getIP.php?isp=true"])
@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_another_pages_script_may_use_it_where_it_says_so(responder: Responder, path: str, method: str) -> None:
    reply = get(responder, path + "&cors=true", method)
    assert reply.status == 200
    assert reply.fields["access-control-allow-origin"] == "*"
    assert reply.fields["access-control-allow-methods"] == "GET, POST"
    assert reply.fields["access-control-allow-headers"] == "Content-Encoding, Content-Type"
    assert not [name for name in get(responder, path, method).fields if name.startswith("access-control")]
