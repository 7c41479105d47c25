"""What is the proxy's fault, and what is the server's behind it: real sockets on loopback."""

import http.client
import socket
import ssl
import urllib.error

import pytest

from deskready_checks.internet.path import proxy_blame
from deskready_checks.internet.path.proxy import Problem, Proxy, ProxyError
from deskready_checks.internet.path.proxy_blame import connecting, listening
from helpers.tls_host import Talk, TlsHost, says, silent


def socks(connection: socket.socket) -> None:
    """A SOCKS 5 server: it goes away from whoever does not greet it."""
    if connection.recv(64)[:1] == b"\x05":
        connection.sendall(b"\x05\x00")


def goes(connection: socket.socket) -> None:
    """Hears, and goes."""
    connection.recv(4096)


def tunnel(port: int) -> Problem:
    """What comes of asking a proxy there for a tunnel."""
    proxy = Proxy("127.0.0.1", port, "", "https_proxy")
    connection = http.client.HTTPConnection(proxy.host, port, timeout=0.5)
    connection.set_tunnel("speed.invalid", 443)
    with pytest.raises(ProxyError) as caught, connecting(proxy):
        connection.connect()
    assert caught.value.variable == "https_proxy"
    return caught.value.problem


@pytest.mark.parametrize(
    ("talk", "problem"),
    [
        (says(b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n"), Problem.LOGIN),
        (says(b"HTTP/1.1 403 Forbidden\r\n\r\n"), Problem.REFUSED),
        (says(b"HTTP/1.1 405 Method Not Allowed\r\n\r\n"), Problem.REFUSED),
        (says(b"HTTP/1.1 502 Bad Gateway\r\n\r\n"), Problem.HELPLESS),
        (says(b"SSH-2.0-x\r\n"), Problem.NO_HTTP),
        (goes, Problem.NO_HTTP),
        (socks, Problem.SOCKS),
        (silent, Problem.ABSENT),
    ],
)
def test_what_a_proxy_says_to_a_tunnel(talk: Talk, problem: Problem) -> None:
    with TlsHost(None, talk) as host:
        assert tunnel(host.port) is problem


def test_where_nothing_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    assert tunnel(port) is Problem.ABSENT


@pytest.mark.parametrize("route", [True, False])
def test_without_a_connection_at_all_it_is_not_the_proxy(route: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proxy_blame, "has_route", lambda: route)
    with pytest.raises(ProxyError if route else socket.gaierror), connecting(Proxy("proxy.invalid", 1, "", "")):
        raise socket.gaierror(socket.EAI_NONAME, "no such name")


@pytest.mark.parametrize("error", [ssl.SSLError(1, "x"), urllib.error.URLError(ConnectionResetError(104, "x"))])
def test_what_breaks_behind_it_is_not_its_fault(error: OSError) -> None:
    with pytest.raises(type(error)), connecting(Proxy("127.0.0.1", 1, "", "")):
        raise error


def test_without_a_proxy_an_error_is_what_it_was() -> None:
    for look in (connecting, listening):
        with pytest.raises(ConnectionRefusedError), look(None):
            raise ConnectionRefusedError(111, "refused")


@pytest.mark.parametrize(("talk", "kind"), [(socks, ProxyError), (goes, http.client.RemoteDisconnected)])
def test_what_passes_on_in_clear_may_speak_socks(talk: Talk, kind: type[Exception]) -> None:
    with TlsHost(None, talk) as host:
        connection = http.client.HTTPConnection("127.0.0.1", host.port, timeout=2)
        connection.request("GET", "http://speed.invalid/")
        with pytest.raises(kind), listening(Proxy("127.0.0.1", host.port, "", "http_proxy")):
            connection.getresponse()
