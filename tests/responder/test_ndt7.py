"""The real `websockets` client against the ndt7 server."""

import contextlib
import itertools
import json
import sys
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed, ConnectionClosedOK, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from deskready_responder.ndt7 import LARGEST, PROTOCOL, SMALLEST
from deskready_responder.server import Responder

from .conftest import BUSY_SECONDS, Certificates, Start, get, raw

SECONDS = 0.8
"""What the server of these tests sends for."""


def joined(responder: Responder, direction: str, query: str = "", **how: Any) -> ClientConnection:
    scheme = "wss" if "ssl" in how else "ws"
    return connect(
        f"{scheme}://127.0.0.1:{responder.port}/ndt/v7/{direction}{query}",
        subprotocols=[PROTOCOL],  # type: ignore[list-item]
        compression=None,
        max_size=2**24,
        open_timeout=BUSY_SECONDS,
        close_timeout=BUSY_SECONDS,
        **how,
    )


def check_measurements(told: list[dict[str, Any]], direction: str) -> None:
    assert told
    assert {(one["Origin"], one["Test"]) for one in told} == {("server", direction)}
    assert set(told[0]["ConnectionInfo"]) == {"Client", "Server", "UUID"}
    times = [one["AppInfo"]["ElapsedTime"] for one in told]
    assert all(later - earlier > 99_000 for earlier, later in itertools.pairwise(times))
    assert sorted(one["AppInfo"]["NumBytes"] for one in told) == [one["AppInfo"]["NumBytes"] for one in told]
    if sys.platform == "linux":
        assert all(one["TCPInfo"]["MinRTT"] > 0 for one in told)
        assert all(one["TCPInfo"]["ElapsedTime"] == one["AppInfo"]["ElapsedTime"] for one in told)


def downloaded(client: ClientConnection) -> tuple[list[int], list[dict[str, Any]]]:
    """Sizes of binary messages, and the measurements, until the server closes normally."""
    sizes: list[int] = []
    told: list[dict[str, Any]] = []
    for message in heard(client):
        if isinstance(message, str):
            told.append(json.loads(message))
        else:
            sizes.append(len(message))
    assert client.close_code == 1000
    return sizes, told


def heard(client: ClientConnection) -> Iterator[str | bytes]:
    """Each message until the server closes."""
    with contextlib.suppress(ConnectionClosed):
        while True:
            yield client.recv(timeout=BUSY_SECONDS)


def test_download(responder: Responder) -> None:
    begun = time.monotonic()
    with joined(responder, "download", "?client_name=test&client_version=1") as client:
        assert client.subprotocol == PROTOCOL
        answered = client.ping()
        sizes, told = downloaded(client)
        assert answered.is_set()
    assert SECONDS * 0.9 < time.monotonic() - begun < BUSY_SECONDS
    check_measurements(told, "download")
    assert sizes[0] == SMALLEST
    assert max(sizes) <= LARGEST
    for n, (earlier, later) in enumerate(itertools.pairwise(sizes), 1):
        assert later in (earlier, 2 * earlier)
        assert later == earlier or later <= sum(sizes[:n]) / 8
    assert max(sizes) > SMALLEST
    assert told[-1]["AppInfo"]["NumBytes"] <= sum(sizes)
    if sys.platform == "linux":
        assert told[-1]["TCPInfo"]["BytesAcked"] <= sum(sizes) * 1.01 + 100_000


def test_download_over_tls(start: Start, certificates: Certificates) -> None:
    server = start(tls=certificates.server, ndt7_seconds=0.4, rate_mbit=100)
    with joined(server, "download", ssl=certificates.trusting) as client:
        sizes, told = downloaded(client)
    check_measurements(told, "download")
    assert 100_000 < sum(sizes) < 30_000_000


def test_early_exit(responder: Responder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("deskready_responder.ndt7.EARLY_EXIT_BYTES", 300_000)
    with pytest.raises(InvalidStatus) as refused:
        joined(responder, "download", "?early_exit=10").close()
    assert refused.value.response.status_code == 400
    with joined(responder, "download", "?early_exit=250") as client:
        sizes, _ = downloaded(client)
    assert 300_000 <= sum(sizes) <= 300_000 + sizes[-1]


@pytest.mark.parametrize("encrypted", [False, True])
def test_upload(start: Start, certificates: Certificates, encrypted: bool) -> None:
    how: dict[str, Any] = {"ssl": certificates.trusting} if encrypted else {}
    server = start(ndt7_seconds=SECONDS, rate_mbit=0, tls=certificates.server if encrypted else None)
    told: list[dict[str, Any]] = []
    with joined(server, "upload", **how) as client:

        def listen() -> None:
            told.extend(json.loads(message) for message in heard(client))

        listener = threading.Thread(target=listen)
        listener.start()
        sent, message = 0, bytes(100_000)
        with contextlib.suppress(ConnectionClosedOK):
            while True:  # the server ends it, for the client does not
                client.send(message)
                sent += len(message)
        listener.join(BUSY_SECONDS)
    check_measurements(told, "upload")
    assert sent / 4 < told[-1]["AppInfo"]["NumBytes"] <= sent + 100_000
    if sys.platform == "linux":
        assert told[-1]["TCPInfo"]["BytesReceived"] >= told[-1]["AppInfo"]["NumBytes"]


def test_an_upload_that_the_client_ends_is_ended_at_once(start: Start) -> None:
    server = start(ndt7_seconds=60)
    with joined(server, "upload") as client:
        client.send([b"in", b" fragments"])
        client.send("a text")
        client.close()
        assert client.close_code == 1000


def test_a_slow_upload_gets_measurements_while_nothing_comes(start: Start) -> None:
    server = start(ndt7_seconds=60)
    with joined(server, "upload") as client:
        client.send(bytes(1000))
        numbers = [json.loads(client.recv(timeout=BUSY_SECONDS))["AppInfo"]["NumBytes"] for _ in range(3)]
        assert numbers[-1] == 1000


def test_who_sends_nothing_at_all_is_left(start: Start) -> None:
    server = start(ndt7_seconds=60, stall_seconds=0.3)
    with joined(server, "upload") as client:
        assert len(list(heard(client))) < 20


def test_binary_messages_are_not_for_a_download(responder: Responder) -> None:
    with joined(responder, "download") as client:
        client.send(b"mine")
        list(heard(client))
        assert client.close_code == 1003


def test_a_client_without_bytes_left_is_told_so(start: Start) -> None:
    server = start(bytes_per_client=300_000)
    with joined(server, "download") as client:
        list(heard(client))
        assert client.close_code == 1013
    with pytest.raises(InvalidStatus) as refused:
        joined(server, "download").close()
    assert refused.value.response.status_code == 429
    assert int(refused.value.response.headers["Retry-After"]) > 0


@pytest.mark.parametrize("query", ["?a=1&a=2", "?=1", f"?a={'x' * 4100}"])
def test_a_query_against_the_rules_is_refused(responder: Responder, query: str) -> None:
    with pytest.raises(InvalidStatus) as refused:
        joined(responder, "download", query).close()
    assert refused.value.response.status_code == 400


def test_without_a_websocket_it_is_refused(responder: Responder) -> None:
    assert get(responder, "/ndt/v7/download").status == 400


def test_a_frame_of_two_to_the_63_ends_the_connection(responder: Responder) -> None:
    fields = {
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Protocol": PROTOCOL,
        "Host": "x",
    }
    head = "GET /ndt/v7/upload HTTP/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    answer = raw(responder, head.encode() + b"\r\n" + b"\x82\xff\x80" + bytes(11), end=False)
    assert answer.startswith(b"HTTP/1.1 101 ")
    assert b"s3pPLMBiTxaQ9kYGzzhZRbK+xOo=" in answer  # RFC 6455, 1.3
    assert (1009).to_bytes(2, "big") + b"the message is too large" in answer
