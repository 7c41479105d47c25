"""The connection check against hosts on loopback and links that are made up."""

import socket
from collections.abc import Iterator

import pytest

from deskready.core.declare.check_info import Origin, describe
from deskready.core.words.text import Text
from deskready.plugin import Unavailable, Value
from deskready.testing.context import run_check
from deskready_checks.internet.connection import blame, measure
from deskready_checks.internet.connection.check import Connection
from deskready_checks.internet.path import interface, proxy
from deskready_checks.internet.path.leg import Leg
from deskready_checks.internet.path.link import Link, Medium, Radio
from helpers.time_server import TimeServer

NOWHERE: dict[str, Value] = {"gateway": "none", "clock": "127.0.0.1:9"}


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """However busy this computer is, nothing is its fault."""
    monkeypatch.setattr(blame, "LAG_MS", 1e9)
    monkeypatch.setattr(blame, "HOME_MS", 1e9)
    monkeypatch.setattr(blame, "LINE_MS", 1e9)


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0), backlog=128) as listener:
        yield listener


def target(listener: socket.socket) -> str:
    return f"127.0.0.1:{listener.getsockname()[1]}"


def give_link(monkeypatch: pytest.MonkeyPatch, link: Link) -> None:
    monkeypatch.setattr(interface, "read_link", lambda name: link)


def test_declares_itself_rightly() -> None:
    info = describe(Connection, Origin("a", "b", "c"))
    assert info.default
    assert info.metrics[0].id == "internet.connection"


def test_a_cable_a_router_and_a_clock(listener: socket.socket, monkeypatch: pytest.MonkeyPatch) -> None:
    give_link(monkeypatch, Link(Medium.WIRED, 1000.0))
    monkeypatch.setattr(proxy, "in_use", lambda: False)
    with TimeServer(ahead=3.0) as server:
        options = {"target": target(listener), "gateway": "127.0.0.1", "clock": server.name}
        found, gaps, _ = run_check(Connection, options)
    values = {name: measured.value for name, measured in found.items()}
    assert values["internet.connection"] == "wired"
    assert values["internet.link.speed"] == 1000.0
    assert (values["internet.vpn"], values["internet.ipv4"]) == (False, True)
    assert 0 < float(values["internet.gateway.latency"]) < 100
    assert values["internet.gateway.loss"] == 0
    assert values["internet.fault"] == "nothing is wrong."
    assert float(values["internet.clock"]) == pytest.approx(3.0, abs=0.2)
    assert "behind" in found["internet.clock"].method.words
    assert gaps["internet.ipv6"].reason.words == "The chosen host has no address of this kind."
    assert gaps["internet.wifi.signal"].reason.words == "This computer is not connected by Wi-Fi."


def test_wifi(listener: socket.socket, monkeypatch: pytest.MonkeyPatch) -> None:
    give_link(monkeypatch, Link(Medium.WIFI, radio=Radio(-61.0, None, 5180.0)))
    found, gaps, _ = run_check(Connection, NOWHERE | {"target": target(listener)})
    assert found["internet.connection"].value == "wifi"
    assert (found["internet.wifi.signal"].value, found["internet.wifi.signal"].unit) == (-61.0, "dBm")
    assert found["internet.wifi.band"].value == "5 GHz"
    assert gaps["internet.wifi.rate"].reason.words == "This system does not tell it."
    assert gaps["internet.link.speed"].reason.words == "This computer is not connected by cable."
    assert gaps["internet.gateway.latency"].remedy
    assert gaps["internet.clock"].reason.words == "No time server answers."


@pytest.mark.parametrize(
    ("medium", "proxied", "used", "method"),
    [
        (Medium.VPN, False, True, "VPN"),
        (Medium.WIRED, True, True, "proxy"),
        (Medium.VPN, True, True, "VPN and proxy"),
        (Medium.WIRED, False, False, "no tunnel on the route, no proxy set"),
    ],
)
def test_vpn_and_proxy(
    listener: socket.socket, monkeypatch: pytest.MonkeyPatch, medium: Medium, proxied: bool, used: bool, method: str
) -> None:
    give_link(monkeypatch, Link(medium))
    monkeypatch.setattr(proxy, "in_use", lambda: proxied)
    found, _, _ = run_check(Connection, NOWHERE | {"target": target(listener)})
    assert (found["internet.vpn"].value, found["internet.vpn"].method.words) == (used, method)


def test_no_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measure, "way_to", lambda hosts: None)
    monkeypatch.setattr("deskready_checks.internet.probe.connect.has_route", lambda: False)
    with pytest.raises(Unavailable) as caught:
        run_check(Connection, NOWHERE | {"target": "127.0.0.1:9"})
    assert caught.value.reason.words == "This computer is not connected to the internet."
    assert caught.value.remedy


def test_a_host_whose_name_is_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "so")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    monkeypatch.setattr(interface, "source_address", lambda host: "127.0.0.1")
    _, gaps, _ = run_check(Connection, NOWHERE | {"target": "nowhere.invalid:9"})
    for metric in ("internet.ipv4", "internet.ipv6", "internet.fault"):
        assert gaps[metric].reason.words == "The name of the chosen host cannot be looked up (DNS)."


def test_families_that_work_that_do_not_and_that_have_no_route(
    listener: socket.socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=0) as full, socket.create_connection(full.getsockname()):
        monkeypatch.setattr("deskready_checks.internet.probe.connect.HOSTS", (listener.getsockname()[:2],))
        monkeypatch.setattr(measure, "HOSTS_IPV6", (full.getsockname()[:2],))
        monkeypatch.setattr(measure, "INTERNET", ("127.0.0.1",))
        monkeypatch.setattr("deskready_checks.internet.path.leg.tcp_round_trip.__defaults__", (0.3,))
        found, _, _ = run_check(Connection, NOWHERE)
        assert (found["internet.ipv4"].value, found["internet.ipv6"].value) == (True, False)
        # What does not work at all is no slow server.
        assert found["internet.fault"].value == "nothing is wrong."
        monkeypatch.setattr(measure, "HOSTS_IPV6", (("255.255.255.255", 9),))
        monkeypatch.setattr(measure, "source_address", lambda host: None if host.startswith("255") else host)
        assert run_check(Connection, NOWHERE)[0]["internet.ipv6"].method.words == "no route"


def test_a_closed_port_of_the_router_tells_no_losses(listener: socket.socket, monkeypatch: pytest.MonkeyPatch) -> None:
    leg = Leg((1.0, 2.0, 3.0), 3, Text("so"), counts_losses=False)
    monkeypatch.setattr(measure, "gateway_leg", lambda host, count: leg)
    found, gaps, _ = run_check(Connection, NOWHERE | {"target": target(listener), "gateway": "127.0.0.1"})
    assert found["internet.gateway.latency"].value == 2.0
    assert "too seldom" in gaps["internet.gateway.loss"].reason.words


@pytest.mark.parametrize("written", ["not a url", "http://[::1", "http://127.0.0.1:99999"])
@pytest.mark.parametrize("name", ["http_proxy", "HTTPS_PROXY", "all_proxy", "no_proxy"])
def test_a_proxy_that_cannot_be_read_is_told(
    name: str, written: str, listener: socket.socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("https_proxy", "127.0.0.1:9" if name == "no_proxy" else "")
    monkeypatch.setenv(name, written)
    give_link(monkeypatch, Link(Medium.WIRED, 1000.0))
    found, gaps, _ = run_check(Connection, NOWHERE | {"target": target(listener)})
    if name == "HTTPS_PROXY":  # the lower-case one counts, and is empty
        assert found["internet.vpn"].value is False
        return
    assert gaps["internet.vpn"].reason.words == f"A proxy's setting cannot be read: the environment variable {name}."
    assert gaps["internet.vpn"].remedy
    assert found["internet.ipv4"].value is True, "the rest is measured"


def test_a_vpn_is_one_whatever_the_proxy(listener: socket.socket, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "not a url")
    give_link(monkeypatch, Link(Medium.VPN))
    found, _, _ = run_check(Connection, NOWHERE | {"target": target(listener)})
    assert found["internet.vpn"].value is True
