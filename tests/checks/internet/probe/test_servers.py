"""Whom to probe."""

import socket
import threading
import time
from typing import Any

import pytest

from deskready.plugin import Unavailable
from deskready_checks.internet.probe import servers
from deskready_checks.internet.probe.servers import PUBLIC, Found, host_and_port, look_up
from deskready_checks.internet.probe.stun import Address


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("stun.example.com:3478", ("stun.example.com", 3478)),
        ("192.0.2.1:1", ("192.0.2.1", 1)),
        ("[2001:db8::1]:65535", ("2001:db8::1", 65_535)),
    ],
)
def test_host_and_port(text: str, found: tuple[str, int]) -> None:
    assert host_and_port(text, "responder") == found


@pytest.mark.parametrize(
    "text", ["host", ":443", "host:", "host:0", "host:65536", "host:x", "host:²", "h:" + "9" * 5000]
)
def test_what_is_none(text: str) -> None:
    with pytest.raises(Unavailable, match=r"The option `responder` is not a host and port\."):
        host_and_port(text, "responder")


def test_public_servers_are_several_and_of_several_owners() -> None:
    assert len({name.split(".")[-2] for name, _ in PUBLIC}) >= 3


def test_numeric_addresses_by_family_and_without_doubles() -> None:
    found = look_up([("127.0.0.1", 1), ("::1", 2), ("127.0.0.2", 3), ("127.0.0.1", 1)])
    assert found == Found((Address("127.0.0.1", 1), Address("127.0.0.2", 3)), (Address("::1", 2),), "")
    assert found.families == (found.ipv4, found.ipv6)


def test_a_name_on_this_computer() -> None:
    assert {address.host for family in look_up([("localhost", 9)]).families for address in family} <= {
        "127.0.0.1",
        "::1",
    }
    assert look_up([("localhost", 9)]).families


def test_names_that_stand_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise socket.gaierror(-3, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    found = look_up(PUBLIC)
    assert (found.families, "gaierror" in found.error) == ((), True)


def test_a_name_that_cannot_be_asked_for() -> None:
    found = look_up([("x" * 70 + ".invalid", 1)])
    assert found.families == ()
    assert found.error


def test_a_name_that_hangs_does_not_hold_up_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    hang, real = threading.Event(), socket.getaddrinfo

    def ask(host: str, *more: Any, **options: Any) -> object:
        if host == "hangs":
            hang.wait(60)
        return real(host, *more, **options)

    monkeypatch.setattr(socket, "getaddrinfo", ask)
    monkeypatch.setattr(servers, "LOOKUP_SECONDS", 0.3)
    try:
        found = look_up([("hangs", 1), ("127.0.0.1", 2)])
        assert found.ipv4 == (Address("127.0.0.1", 2),)
        begun = time.monotonic()
        assert look_up([("hangs", port) for port in range(1, 9)]).error == "no answer"
        assert time.monotonic() - begun < 8 * 0.3
    finally:
        hang.set()
