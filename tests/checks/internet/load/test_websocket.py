"""The client's side of a WebSocket, against a host on loopback that says exactly what a test wants."""

import socket
import struct
from collections.abc import Callable

import pytest

from deskready_checks.internet.load.fault import Fault
from deskready_checks.internet.load.interface import Trouble
from deskready_checks.internet.load.meter import Meter
from deskready_checks.internet.load.websocket import WebSocket
from deskready_protocols.websocket import MESSAGE_LIMIT, Frame, Opcode
from helpers.tls_host import Talk, TlsHost, accept_of

PROTOCOL = "net.measurementlab.ndt.v7"
KEY = b"accept"
AGREED = (
    b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: " + KEY
) + f"\r\nSec-WebSocket-Protocol: {PROTOCOL}\r\n\r\n".encode()
PAGE = b"<!DOCTYPE html><html><body>Please sign in.</body></html>"


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "*")


def opened(host: TlsHost) -> WebSocket:
    return WebSocket(f"ws://127.0.0.1:{host.port}/x", PROTOCOL, Meter(), 2.0)


def frame(kind: int, payload: bytes, size: int | None = None) -> bytes:
    """A server's frame, which may claim another size."""
    count = len(payload) if size is None else size
    short = bytes([count]) if count < 126 else struct.pack(">BH", 126, count) if count < 2**16 else b""
    return bytes([0x80 | kind]) + (short or struct.pack(">BQ", 127, count)) + payload


def agrees(say: bytes = b"", answer: bytes = AGREED) -> Talk:
    """Shakes hands, and says that."""

    def talk(connection: socket.socket) -> None:
        connection.sendall(answer.replace(KEY, accept_of(connection.recv(4096))) + say)

    return talk


def heard(*frames: bytes) -> list[Frame]:
    """What comes of those frames."""
    with TlsHost(None, agrees(b"".join(frames))) as host:
        found = opened(host)
        try:
            return list(found.frames())
        finally:
            found.close()


def test_texts_are_told_and_data_is_skipped() -> None:
    frames = [
        frame(Opcode.TEXT, b"{}"),
        frame(Opcode.BINARY, bytes(300)),
        frame(Opcode.BINARY, bytes(70_000)),
        frame(Opcode.TEXT, b"x" * 200),
    ]
    told = heard(*frames, frame(Opcode.CLOSE, b""), frame(Opcode.TEXT, b"after the end"))
    assert [(one.opcode, len(one.payload)) for one in told] == [
        *((Opcode.TEXT, 2), (Opcode.BINARY, 0), (Opcode.BINARY, 0), (Opcode.TEXT, 200), (Opcode.CLOSE, 0))
    ]


@pytest.mark.parametrize(
    "cut", [b"\x82", b"\x82\x7e\x01", frame(Opcode.BINARY, b"abc", 200), frame(Opcode.TEXT, b"abc", 100)]
)
def test_half_a_frame_is_the_end(cut: bytes) -> None:
    assert heard(frame(Opcode.TEXT, b"{}"), cut) == [Frame(Opcode.TEXT, b"{}")]


@pytest.mark.parametrize(
    "bad",
    [b"\x81\x81\x00\x00\x00\x00x", frame(Opcode.TEXT, b"", 65_537), frame(Opcode.BINARY, b"", MESSAGE_LIMIT + 1)],
    ids=["masked", "long text", "long data"],
)
def test_a_frame_that_no_server_may_send(bad: bytes) -> None:
    with pytest.raises(Trouble) as caught:
        heard(bad)
    assert caught.value.fault is Fault.GARBAGE


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        (b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n", Fault.BLOCKED),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", Fault.GARBAGE),
        (b"HTTP/1.1 302 Found\r\nLocation: http://login.lan/\r\n\r\n", Fault.PORTAL),
        (b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(PAGE) + PAGE, Fault.PORTAL),
        (AGREED.replace(b"v7", b"v9"), Fault.GARBAGE),
        (AGREED.replace(KEY, b"d3Jvbmc="), Fault.GARBAGE),
    ],
    ids=["403", "nothing", "redirect", "page", "another protocol", "another key"],
)
def test_a_server_that_does_not_agree(answer: bytes, fault: Fault) -> None:
    with TlsHost(None, agrees(answer=answer)) as host, pytest.raises(Trouble) as caught:
        opened(host)
    assert caught.value.fault is fault


def listening(then: Callable[[bytes], None], count: int, say: bytes = b"") -> Talk:
    """Agrees, says something, and hands over the next `count` bytes."""

    def talk(connection: socket.socket) -> None:
        connection.sendall(AGREED.replace(KEY, accept_of(connection.recv(4096))) + say)
        got = b""
        while len(got) < count and (more := connection.recv(65_536)):
            got += more
        then(got)

    return talk


def test_a_ping_is_answered_with_what_it_holds() -> None:
    got: list[bytes] = []
    with TlsHost(None, listening(got.append, 9, frame(Opcode.PING, b"abc"))) as host:
        found = opened(host)
        assert [one.opcode for one in found.frames()] == [Opcode.PING]
        found.close()
    assert got == [bytes([0x80 | Opcode.PONG, 0x80 | 3]) + bytes(4) + b"abc"]


@pytest.mark.parametrize(
    ("count", "head"),
    [(5, b"\x82\x85"), (125, b"\x82\xfd"), (126, b"\x82\xfe\x00\x7e"), (2**16, b"\x82\xff" + (2**16).to_bytes(8))],
)
def test_what_is_sent_is_masked_with_zeros_and_says_its_size(count: int, head: bytes) -> None:
    got: list[bytes] = []
    whole = head + bytes(4) + b"z" * count
    with TlsHost(None, listening(got.append, len(whole))) as host:
        found = opened(host)
        found.send(Opcode.BINARY, b"z" * count)
        assert list(found.frames()) == [], "the host has read all and gone"
        found.close()
    assert got == [whole]
