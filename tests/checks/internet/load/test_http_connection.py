"""A counted connection, against hosts on loopback: every byte of both ways, proxies, and who is not trusted."""

import base64
import socket
import ssl

import pytest
import trustme

from deskready_checks.internet.load.http_connection import HttpConnection
from deskready_checks.internet.load.meter import Meter
from helpers.tls_host import TlsHost

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"


class Listener:
    """Keeps what it is asked, and answers."""

    def __init__(self, answer: bytes = ANSWER) -> None:
        self.asked = b""
        self._answer = answer

    def __call__(self, connection: socket.socket) -> None:
        self.asked += connection.recv(65_536)
        connection.sendall(self._answer)


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "*")


def login_of(asked: bytes) -> str:
    """The login in a request's head, decoded."""
    (line,) = [line for line in asked.split(b"\r\n") if line.startswith(b"Proxy-Authorization: Basic ")]
    return base64.b64decode(line.rpartition(b" ")[2]).decode()


def test_every_byte_is_counted() -> None:
    meter, listener = Meter(), Listener()
    with TlsHost(None, listener) as host:
        url = f"http://127.0.0.1:{host.port}/a?b=c"
        connection = HttpConnection(url, meter, 2.0)
        assert connection.get(url).read() == b"hello"
        assert (meter.received, meter.sent) == (len(ANSWER), len(listener.asked))
        connection.close()
    assert listener.asked.startswith(b"GET /a?b=c HTTP/1.1\r\n")
    assert b"\r\nAccept-Encoding: identity\r\n" in listener.asked


def test_an_upload_says_how_long_it_is() -> None:
    listener = Listener()
    with TlsHost(None, listener) as host:
        url = f"http://127.0.0.1:{host.port}/"
        connection = HttpConnection(url, Meter(), 2.0)
        connection.ask("POST", url, length=0)
        connection.getresponse().read()
        connection.close()
    assert b"\r\nContent-Length: 0\r\n" in listener.asked


def test_a_proxy_is_asked_for_the_whole_address_and_gets_its_login(monkeypatch: pytest.MonkeyPatch) -> None:
    listener = Listener()
    with TlsHost(None, listener) as proxy:
        monkeypatch.setenv("no_proxy", "")
        monkeypatch.setenv("http_proxy", f"http://me:p%40ss@127.0.0.1:{proxy.port}")
        url = "http://speed.invalid/x"
        connection = HttpConnection(url, Meter(), 2.0)
        connection.get(url).read()
        connection.close()
    assert listener.asked.startswith(b"GET http://speed.invalid/x HTTP/1.1\r\n")
    assert login_of(listener.asked) == "me:p@ss"


def test_what_is_encrypted_goes_through_the_proxy_in_a_tunnel(monkeypatch: pytest.MonkeyPatch) -> None:
    listener = Listener(b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n")
    with TlsHost(None, listener) as proxy:
        monkeypatch.setenv("no_proxy", "")
        monkeypatch.setenv("https_proxy", f"me:secret@127.0.0.1:{proxy.port}")
        with pytest.raises(OSError, match="407"):
            HttpConnection("https://speed.invalid/x", Meter(), 2.0).get("https://speed.invalid/x")
    assert listener.asked.startswith(b"CONNECT speed.invalid:443 HTTP/1.")
    assert login_of(listener.asked) == "me:secret"


def test_whoever_is_not_trusted_gets_no_request() -> None:
    context, listener = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), Listener()
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
    with TlsHost(context, listener) as host:
        url = f"https://127.0.0.1:{host.port}/"
        with pytest.raises(ssl.SSLCertVerificationError):
            HttpConnection(url, Meter(), 2.0).get(url)
    assert listener.asked == b""
