"""Each endpoint tried against hosts on loopback, and each way to fail."""

import socket
import ssl

import pytest

from deskready_checks.internet.reachability import http, reach
from deskready_checks.internet.reachability.endpoint import Endpoint, Kind
from deskready_checks.internet.reachability.finding import Failure, Finding
from deskready_checks.internet.reachability.reach import try_endpoint
from deskready_responder.server import Responder
from helpers.stun_server import StunServer
from helpers.tls_host import Talk, TlsHost, says, silent, trickle, websocket
from helpers.tls_host import http as says_status


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reach, "STEP_SECONDS", 1.0)
    monkeypatch.setattr(reach, "UDP_SECONDS", 0.3)
    monkeypatch.setattr(http, "ANSWER_SECONDS", 1.0)


def tried(kind: Kind, context: ssl.SSLContext | None, talk: Talk = silent) -> Finding:
    with TlsHost(context, talk) as host:
        return try_endpoint(Endpoint(kind, "127.0.0.1", host.port))


def test_a_tcp_port() -> None:
    finding = tried(Kind.TCP, None)
    assert finding.failure is None
    assert finding.ms is not None


def test_a_port_where_nothing_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    for kind in (Kind.TCP, Kind.TLS, Kind.HTTPS):
        assert try_endpoint(Endpoint(kind, "127.0.0.1", port)).failure is Failure.REFUSED


def test_a_host_that_takes_nobody() -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=0) as full, socket.create_connection(full.getsockname()):
        assert try_endpoint(Endpoint(Kind.TCP, "127.0.0.1", full.getsockname()[1])).failure is Failure.TIMEOUT


def test_no_route() -> None:
    assert try_endpoint(Endpoint(Kind.TCP, "255.255.255.255", 9)).failure is Failure.NO_ROUTE


def test_no_such_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "so")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    assert try_endpoint(Endpoint(Kind.TCP, "nowhere.invalid", 9)).failure is Failure.NAME


@pytest.mark.parametrize("kind", [Kind.TLS, Kind.HTTPS, Kind.WSS])
def test_a_private_authority_that_this_system_trusts(kind: Kind, issue: object, trusted: None) -> None:
    assert callable(issue)
    finding = tried(kind, issue("127.0.0.1"), websocket if kind is Kind.WSS else says_status("200 OK"))
    assert finding.failure is None
    assert finding.certificate
    assert (finding.certificate.issuer, finding.certificate.public) == ("Acme Filter Ltd", False)


def test_an_authority_that_the_world_trusts(issue: object, public: None) -> None:
    assert callable(issue)
    certificate = tried(Kind.TLS, issue("127.0.0.1")).certificate
    assert certificate
    assert certificate.public


def test_bad_certificates(issue: object, authority: object, monkeypatch: pytest.MonkeyPatch) -> None:
    assert callable(issue)
    assert isinstance(authority, tuple)
    assert tried(Kind.TLS, issue("127.0.0.1")).failure is Failure.UNTRUSTED
    monkeypatch.setenv("SSL_CERT_FILE", authority[1])
    failures = [
        tried(Kind.TLS, context).failure
        for context in (
            issue("127.0.0.1", expires=-1),
            issue("127.0.0.1", begins=1),
            issue("elsewhere.example"),
            issue("127.0.0.2"),
        )
    ]
    assert failures == [Failure.EXPIRED, Failure.NOT_YET, Failure.WRONG_NAME, Failure.WRONG_NAME]


def test_a_host_that_speaks_no_tls() -> None:
    assert tried(Kind.TLS, None, says(b"220 hello\r\n")).failure is Failure.TLS
    assert tried(Kind.TLS, None).failure is Failure.TIMEOUT
    assert tried(Kind.TLS, None, lambda connection: None).failure in (Failure.TLS, Failure.RESET)


@pytest.mark.parametrize(
    ("talk", "failure"),
    [
        (says_status("204 No Content"), None),
        (says_status("302 Found"), None),
        (says_status("401 Unauthorized"), None),
        (says_status("403 Forbidden"), Failure.STATUS),
        (says_status("503 Service Unavailable"), Failure.STATUS),
        (says_status("407 Proxy Authentication Required"), Failure.PROXY),
        (says_status("511 Network Authentication Required"), Failure.PROXY),
        (says(b"SSH-2.0-x\r\n\r\n"), Failure.NONSENSE),
        (says(b"HTTP/1.1 ok\r\n\r\n"), Failure.NONSENSE),
        (says(b"x" * 100_000), Failure.NONSENSE),
        (says(b""), Failure.RESET),
        (silent, Failure.TIMEOUT),
        (trickle, Failure.TIMEOUT),
    ],
)
def test_web_pages(talk: Talk, failure: Failure | None, issue: object, public: None) -> None:
    assert callable(issue)
    assert tried(Kind.HTTPS, issue("127.0.0.1"), talk).failure is failure


@pytest.mark.parametrize(
    ("talk", "failure"),
    [
        (websocket, None),
        (says_status("200 OK"), Failure.NO_WEBSOCKET),
        (says_status("101 Switching Protocols"), Failure.NO_WEBSOCKET),
    ],
)
def test_websockets(talk: Talk, failure: Failure | None, issue: object, public: None) -> None:
    assert callable(issue)
    assert tried(Kind.WSS, issue("127.0.0.1"), talk).failure is failure


def test_udp() -> None:
    with StunServer() as server:
        assert try_endpoint(Endpoint(Kind.UDP, server.host, server.port)).failure is None
    with StunServer(lambda answer, number: [answer] if number else []) as server:
        assert try_endpoint(Endpoint(Kind.UDP, server.host, server.port)).failure is None
    with StunServer(lambda answer, number: []) as server:
        assert try_endpoint(Endpoint(Kind.UDP, server.host, server.port)).failure is Failure.UDP_SILENT
        assert len(server.requests) == reach.UDP_TRIES
    assert try_endpoint(Endpoint(Kind.UDP, "127.0.0.1", server.port)).failure is Failure.REFUSED


def test_a_responder_of_one_s_own() -> None:
    """It answers no request that is shorter than its answer, and who asks it for TLS hears at once that it has none."""
    with Responder("127.0.0.1", 0, 0) as responder:
        assert try_endpoint(Endpoint(Kind.UDP, "127.0.0.1", responder.udp_port)).failure is None
        assert try_endpoint(Endpoint(Kind.TLS, "127.0.0.1", responder.port)).failure is Failure.TLS
