"""Counted sockets, over real connections on loopback."""

import contextlib
import http.client
import socket
import ssl
import threading
from collections.abc import Iterator

import pytest

from deskready_checks.internet.load.meter import Meter, MeteredSocket, MeteredTls
from helpers.certificates import Certificates
from helpers.speed_server import SIZES, SpeedServer


@contextlib.contextmanager
def pair() -> Iterator[tuple[socket.socket, socket.socket]]:
    """Two ends of a TCP connection; the second has a short buffer."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        near = socket.create_connection(listener.getsockname(), timeout=5)
        far, _ = listener.accept()
    with near, far:
        yield near, far


def test_counts_both_ways() -> None:
    meter = Meter()
    with pair() as (near, far), MeteredSocket(near, meter) as counted:
        counted.sendall(b"question")
        assert far.recv(100) == b"question"
        far.sendall(b"answer")
        assert counted.recv_into(bytearray(100)) == 6
        assert (meter.received, meter.sent) == (6, 8)


def test_keeps_the_timeout() -> None:
    with pair() as (near, _), MeteredSocket(near, Meter()) as counted:
        assert counted.gettimeout() == 5


def test_what_waits_has_not_moved_and_is_dropped_at_the_end() -> None:
    meter = Meter()
    with pair() as (near, far):
        counted = MeteredSocket(near, meter)
        counted.settimeout(0.2)
        with pytest.raises(TimeoutError):
            counted.sendall(bytes(50_000_000))
        handed = counted.sent
        assert 0 < meter.sent < handed
        counted.close()
        arrived = 0
        with contextlib.suppress(ConnectionResetError):
            while data := far.recv(65_536):
                arrived += len(data)
        assert arrived <= meter.sent < handed


def fetch(server: SpeedServer, connected: socket.socket) -> bytes:
    """A test file over a connection."""
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port)
    connection.sock = connected
    connection.request("GET", "/speedtest/random350x350.jpg")
    return connection.getresponse().read()


def test_tls_brings_the_same_bytes_and_counts_its_own_too(certificates: Certificates) -> None:
    meter = Meter()
    trust = ssl.create_default_context(cafile=certificates.trust["SSL_CERT_FILE"])
    with SpeedServer(tls=certificates.server, encrypted=True) as server:
        plain = socket.create_connection(("127.0.0.1", server.server_port), timeout=5)
        content = fetch(server, MeteredTls(plain, meter, trust, "127.0.0.1"))
    assert len(content) == SIZES[350]
    assert SIZES[350] + 1000 < meter.received < SIZES[350] * 1.05
    assert meter.sent > 300, "the handshake"


def test_tls_trusts_no_stranger(certificates: Certificates) -> None:
    with SpeedServer(tls=certificates.server, encrypted=True) as server:
        plain = socket.create_connection(("127.0.0.1", server.server_port), timeout=5)
        with pytest.raises(ssl.SSLCertVerificationError):
            MeteredTls(plain, Meter(), ssl.create_default_context(), "127.0.0.1")


def test_tls_checks_the_name(certificates: Certificates) -> None:
    trust = ssl.create_default_context(cafile=certificates.trust["SSL_CERT_FILE"])
    with SpeedServer(tls=certificates.server, encrypted=True) as server:
        plain = socket.create_connection(("127.0.0.1", server.server_port), timeout=5)
        with pytest.raises(ssl.SSLCertVerificationError):
            MeteredTls(plain, Meter(), trust, "other.example")


def test_tls_ends_where_the_other_end_leaves_without_a_goodbye(certificates: Certificates) -> None:
    trust = ssl.create_default_context(cafile=certificates.trust["SSL_CERT_FILE"])
    with pair() as (near, far):

        def leave() -> None:
            certificates.server.wrap_socket(far, server_side=True, suppress_ragged_eofs=True).close()

        thread = threading.Thread(target=leave)
        thread.start()
        counted = MeteredTls(near, Meter(), trust, "127.0.0.1")
        assert counted.recv_into(bytearray(10)) == 0
        counted.close()
        thread.join()
