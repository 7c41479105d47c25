"""Both families on one port, on whatever a system lacks. Stand-ins only for systems that are not this one."""

import errno
import socket
from typing import Any

import pytest

from deskready_responder.listening import EVERYWHERE, CannotListen, bound, families
from deskready_responder.server import Responder

from .conftest import BUSY_SECONDS, get, read_all

REAL = socket.socket
KINDS = [socket.SOCK_STREAM, socket.SOCK_DGRAM]


def has_ipv6() -> bool:
    try:
        with REAL(socket.AF_INET6, socket.SOCK_STREAM) as sock:
            sock.bind(("::1", 0))
    except OSError:
        return False
    return True


needs_ipv6 = pytest.mark.skipif(not has_ipv6(), reason="no IPv6 here")


class Separate(REAL):
    """Sockets of a system on which those of IPv6 never take IPv4, and nobody can change that."""

    def __init__(self, family: int = socket.AF_INET, *rest: Any, **more: Any) -> None:
        super().__init__(family, *rest, **more)
        if family == socket.AF_INET6:
            super().setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)

    def setsockopt(self, level: int, name: int, *rest: Any) -> None:
        if (level, name) == (socket.IPPROTO_IPV6, socket.IPV6_V6ONLY):
            raise OSError(errno.EINVAL, "it cannot be changed")
        super().setsockopt(level, name, *rest)


class Old(REAL):
    """Sockets of a system without IPv6."""

    def __init__(self, family: int = socket.AF_INET, *rest: Any, **more: Any) -> None:
        if family == socket.AF_INET6:
            raise OSError(errno.EAFNOSUPPORT, "Address family not supported by protocol")
        super().__init__(family, *rest, **more)


class Off(REAL):
    """Sockets of a system whose IPv6 is switched off."""

    def bind(self, address: Any) -> None:
        if self.family == socket.AF_INET6:
            raise OSError(errno.EADDRNOTAVAIL, "Cannot assign requested address")
        super().bind(address)


def told_address(server: Responder, host: str) -> bytes:
    with socket.create_connection((host, server.port), BUSY_SECONDS) as sock:
        sock.sendall(b"GET /getIP.php HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        return read_all(sock)


def echoes(server: Responder, host: str) -> bool:
    with REAL(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_DGRAM) as udp:
        udp.settimeout(BUSY_SECONDS)
        udp.sendto(b"deskready?x", (host, server.udp_port))
        return udp.recv(100) == b"deskready!x"


@needs_ipv6
@pytest.mark.parametrize("sockets", [REAL, Separate], ids=["as here", "two sockets"])
def test_it_serves_both_families_on_one_port_each(
    sockets: type[socket.socket], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "socket", sockets)
    with Responder(EVERYWHERE, 0, 0) as server:
        monkeypatch.undo()
        assert server.families == ["IPv4", "IPv6"]
        assert b'"127.0.0.1 - localhost IPv4' in told_address(server, "127.0.0.1")
        assert b'"::1 - localhost IPv6' in told_address(server, "::1")
        assert echoes(server, "127.0.0.1")
        assert echoes(server, "::1")


@pytest.mark.parametrize("sockets", [Old, Off])
def test_without_ipv6_it_serves_ipv4(sockets: type[socket.socket], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "socket", sockets)
    with Responder(EVERYWHERE, 0, 0) as server:
        monkeypatch.undo()
        assert server.families == ["IPv4"]
        assert get(server, "/empty.php").status == 200
        assert echoes(server, "127.0.0.1")


@needs_ipv6
@pytest.mark.parametrize("sockets", [REAL, Separate], ids=["as here", "two sockets"])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("host", ["0.0.0.0", "::1"])
def test_a_port_that_one_family_has_taken_is_told_and_nothing_stays_open(
    host: str, kind: socket.SocketKind, sockets: type[socket.socket], monkeypatch: pytest.MonkeyPatch
) -> None:
    with REAL(socket.AF_INET6 if ":" in host else socket.AF_INET, kind) as other:
        other.bind((host, 0))
        if kind is socket.SOCK_STREAM:
            other.listen()
        port = other.getsockname()[1]
        monkeypatch.setattr(socket, "socket", sockets)
        with pytest.raises(CannotListen) as refused:
            bound(EVERYWHERE, port, kind)
        assert refused.value.error.errno == errno.EADDRINUSE
        monkeypatch.undo()
    for sock in bound(EVERYWHERE, port, kind):
        sock.close()


@needs_ipv6
def test_a_free_port_is_free_in_both(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "socket", Separate)
    found = bound(EVERYWHERE, 0, socket.SOCK_STREAM)
    assert len({sock.getsockname()[1] for sock in found}) == 1
    assert families(found) == ["IPv4", "IPv6"]
    for sock in found:
        sock.close()


@pytest.mark.parametrize(("host", "expected"), [("127.0.0.1", ["IPv4"]), ("::1", ["IPv6"])])
def test_a_named_address_is_all_it_listens_on(host: str, expected: list[str]) -> None:
    if ":" in host and not has_ipv6():
        pytest.skip("no IPv6 here")
    (sock,) = bound(host, 0, socket.SOCK_STREAM)
    with sock:
        assert families([sock]) == expected
