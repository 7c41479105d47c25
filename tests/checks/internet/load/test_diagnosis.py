"""Causes behind errors, of the kinds that the library and urllib really raise."""

import http.client
import socket
import ssl
import urllib.error
from email.message import Message

import pytest

from deskready_checks.internet.load import diagnosis
from deskready_checks.internet.load.diagnosis import Diverted, diagnose, host_of, is_portal, is_service
from deskready_checks.internet.load.fault import Fault
from helpers.speed_server import SpeedServer, login_page, redirect, status, type_answer


def http_error(code: int) -> urllib.error.HTTPError:
    return urllib.error.HTTPError("http://x/", code, "", Message(), None)


class LibraryError(Exception):
    """As the library raises: the real error is its argument."""


ERRORS: list[tuple[BaseException, Fault]] = [
    (LibraryError(http_error(403)), Fault.BLOCKED),
    (http_error(401), Fault.BLOCKED),
    (http_error(407), Fault.PROXY),
    (http_error(429), Fault.LIMITED),
    (http_error(451), Fault.BLOCKED),
    (http_error(511), Fault.PORTAL),
    (http_error(404), Fault.BROKEN),
    (http_error(502), Fault.BROKEN),
    (LibraryError(urllib.error.URLError(socket.gaierror(-2, "Name or service not known"))), Fault.NAMES),
    (urllib.error.URLError(ConnectionRefusedError(111, "refused")), Fault.UNREACHABLE),
    (urllib.error.URLError(ssl.SSLCertVerificationError(1, "expired")), Fault.CERTIFICATE),
    (urllib.error.URLError(ssl.SSLError(1, "wrong version number")), Fault.CERTIFICATE),
    (urllib.error.URLError(TimeoutError("timed out")), Fault.TIMEOUT),
    (TimeoutError("timed out"), Fault.TIMEOUT),
    (http.client.IncompleteRead(b""), Fault.GARBAGE),
    (http.client.RemoteDisconnected("closed"), Fault.UNREACHABLE),
    (Diverted(Fault.REDIRECT, "elsewhere"), Fault.REDIRECT),
    (LibraryError("Malformed configuration"), Fault.GARBAGE),
    (KeyError("client"), Fault.GARBAGE),
]


@pytest.mark.parametrize(("error", "fault"), ERRORS)
def test_cause_of_an_error(error: BaseException, fault: Fault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diagnosis, "has_route", lambda: True)
    assert diagnose(error) is fault


@pytest.mark.parametrize("error", [socket.gaierror(-3, "again"), OSError(101, "Network is unreachable")])
def test_without_a_route_the_cause_is_the_network(error: OSError, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diagnosis, "has_route", lambda: False)
    assert diagnose(urllib.error.URLError(error)) is Fault.OFFLINE


@pytest.mark.parametrize("error", [ConnectionResetError(104, "reset"), ConnectionRefusedError(111, "refused")])
def test_whoever_resets_or_refuses_can_be_reached(error: OSError, monkeypatch: pytest.MonkeyPatch) -> None:
    """An employer's server may stand in a network that leads nowhere else."""
    monkeypatch.setattr(diagnosis, "has_route", lambda: False)
    assert diagnose(urllib.error.URLError(error)) is Fault.UNREACHABLE


def test_the_cause_is_found_behind_another_error() -> None:
    error = LibraryError("no servers")
    error.__context__ = http_error(429)
    assert diagnose(error) is Fault.LIMITED


@pytest.mark.parametrize(
    ("host", "its"),
    [
        ("speedtest.net", True),
        ("www.speedtest.net", True),
        ("c.speedtest.net", True),
        ("evilspeedtest.net", False),
        ("speedtest.net.evil.example", False),
        ("", False),
    ],
)
def test_hosts_of_the_service(host: str, its: bool) -> None:
    assert is_service(host) is its


def test_host_of_a_url() -> None:
    assert host_of("HTTP://User@Example.ORG:80/path") == "example.org"


@pytest.mark.parametrize(
    ("answer", "portal"),
    [
        (login_page(), True),
        (redirect("http://login.invalid/"), True),
        (status(511), True),
        (redirect("https://www.speedtest.net/"), False),
        (redirect("/elsewhere"), False),
        (status(200), False),
        (status(403), False),
    ],
)
def test_portal_probe(answer: type_answer, portal: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    with SpeedServer() as server:
        monkeypatch.setenv("http_proxy", server.proxy_environment()["http_proxy"])
        server.answers["/"] = answer
        assert is_portal() is portal
        assert server.hosts == {"www.speedtest.net"}


def test_portal_probe_without_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    with SpeedServer() as server:
        gone = server.proxy_environment()["http_proxy"]
    monkeypatch.setenv("http_proxy", gone)
    assert is_portal() is False
