"""The router's answers, and what `ping` prints on each system."""

import socket

import pytest

from deskready_checks.internet.path import gateway
from deskready_checks.internet.path.gateway import closed_port_leg, gateway_leg, parse_ping, ping_command

LINUX = """PING 192.168.1.1 (192.168.1.1) 56(84) bytes of data.
64 bytes from 192.168.1.1: icmp_seq=1 ttl=64 time=1.92 ms
64 bytes from 192.168.1.1: icmp_seq=2 ttl=64 time=2.45 ms
64 bytes from 192.168.1.1: icmp_seq=4 ttl=64 time=31.0 ms

--- 192.168.1.1 ping statistics ---
4 packets transmitted, 3 received, 25% packet loss, time 603ms
rtt min/avg/max/mdev = 1.920/11.790/31.000/13.585 ms
"""
MACOS = """PING 192.168.1.1 (192.168.1.1): 56 data bytes
64 bytes from 192.168.1.1: icmp_seq=0 ttl=64 time=3.112 ms
Request timeout for icmp_seq 1
64 bytes from 192.168.1.1: icmp_seq=2 ttl=64 time=2.904 ms

--- 192.168.1.1 ping statistics ---
3 packets transmitted, 2 packets received, 33.3% packet loss
round-trip min/avg/max/stddev = 2.904/3.008/3.112/0.104 ms
"""
WINDOWS = """
Ping wird ausgeführt für 192.168.1.1 mit 32 Bytes Daten:
Antwort von 192.168.1.1: Bytes=32 Zeit<1ms TTL=64
Antwort von 192.168.1.1: Bytes=32 Zeit=2ms TTL=64
Zeitüberschreitung der Anforderung.
Antwort von 192.168.1.1: Bytes=32 Zeit=4ms TTL=64

Ping-Statistik für 192.168.1.1:
    Pakete: Gesendet = 4, Empfangen = 3, Verloren = 1
    (25% Verlust),
Ca. Zeitangaben in Millisek.:
    Minimum = 0ms, Maximum = 4ms, Mittelwert = 2ms
"""
SILENT = (
    "PING 192.168.1.1\n\n--- 192.168.1.1 ping statistics ---\n10 packets transmitted, 0 received, 100% packet loss\n"
)


@pytest.mark.parametrize(
    ("told", "rtts", "sent"),
    [(LINUX, (1.92, 2.45, 31.0), 4), (MACOS, (3.112, 2.904), 3), (WINDOWS, (0.5, 2.0, 4.0), 4)],
)
def test_what_ping_prints(told: str, rtts: tuple[float, ...], sent: int) -> None:
    leg = parse_ping(told)
    assert leg
    assert (leg.rtts_ms, leg.sent, leg.counts_losses) == (rtts, sent, True)


def test_a_ping_that_says_nothing() -> None:
    assert parse_ping("") is None
    assert parse_ping(SILENT) is None


def test_commands() -> None:
    assert ping_command("192.168.1.1", "win32")[:2] == ["ping", "-n"]
    assert ping_command("fe80::1%en0", "darwin")[0] == "ping6"
    assert ping_command("192.168.1.1", "linux")[-1] == "192.168.1.1"


def test_a_router_with_a_page() -> None:
    leg = gateway_leg("127.0.0.1", 6, run=lambda command: pytest.fail("TCP answers already"))
    assert leg
    assert (leg.sent, leg.lost) == (6, 0)


def test_a_router_that_answers_pings_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gateway, "PORTS", ())
    leg = gateway_leg("127.0.0.1", 6, run=lambda command: LINUX)
    assert leg
    assert leg.method.words == "the system's ping"


def test_a_router_that_only_says_that_a_port_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gateway, "PORTS", ())
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as free:
        free.bind(("127.0.0.1", 0))
        monkeypatch.setattr(gateway, "_CLOSED_PORT", free.getsockname()[1])
    leg = gateway_leg("127.0.0.1", 6, run=lambda command: "")
    assert leg
    assert len(leg.rtts_ms) >= 1
    assert not leg.counts_losses


def test_a_router_that_answers_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gateway, "_FIRST_SECONDS", 0.02)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as mute:
        mute.bind(("127.0.0.1", 0))
        monkeypatch.setattr(gateway, "_CLOSED_PORT", mute.getsockname()[1])
        assert closed_port_leg("127.0.0.1", 1) is None
