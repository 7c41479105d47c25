"""Links and the router on macOS, from what its programs print."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from deskready_checks.internet.path.link import Link, Medium, Radio
from deskready_checks.internet.path.macos import read_gateway, read_link
from helpers.programs import Played

PORTS = """
Hardware Port: Ethernet Adapter (en4)
Device: en4
Ethernet Address: 00:00:5e:00:53:01

Hardware Port: Thunderbolt Bridge
Device: bridge0
Ethernet Address: 00:00:5e:00:53:02

Hardware Port: Wi-Fi
Device: en0
Ethernet Address: 00:00:5e:00:53:03

Hardware Port: iPhone USB
Device: en8
Ethernet Address: 00:00:5e:00:53:04

VLAN Configurations
===================
"""
AIRPORT = {
    "SPAirPortDataType": [
        {
            "spairport_airport_interfaces": [
                {
                    "_name": "en0",
                    "spairport_current_network_information": {
                        "_name": "<redacted>",
                        "spairport_network_channel": "149 (5GHz, 80MHz)",
                        "spairport_network_rate": 866,
                        "spairport_signal_noise": "-54 dBm / -92 dBm",
                    },
                    "spairport_status_information": "spairport_status_connected",
                },
                {"_name": "awdl0", "spairport_current_network_information": {"spairport_network_type": "x"}},
            ]
        }
    ]
}
IFCONFIG = (
    "en4: flags=8863<UP> mtu 1500\n\tmedia: autoselect (1000baseT <full-duplex,flow-control>)\n\tstatus: active\n"
)
ROUTE = """   route to: default
destination: default
       mask: default
    gateway: 192.168.1.1
  interface: en0
      flags: <UP,GATEWAY,DONE,STATIC,PRCLONING,GLOBAL>
"""


def printed(**programs: str) -> Callable[[Sequence[str]], str]:
    return lambda command: programs.get(command[0], "")


@pytest.fixture
def profiler(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Played:
    """System Information's program."""
    return Played("system_profiler", tmp_path, monkeypatch)


def test_a_cable_with_its_speed() -> None:
    assert read_link("en4", printed(networksetup=PORTS, ifconfig=IFCONFIG)) == Link(Medium.WIRED, 1000.0)
    assert read_link("en4", printed(networksetup=PORTS)) == Link(Medium.WIRED, None)


@pytest.mark.parametrize(
    ("medium", "speed"), [("100baseTX", 100), ("10Gbase-T", 10_000), ("2500Base-T", 2500), ("none", None)]
)
def test_speeds(medium: str, speed: float | None) -> None:
    told = IFCONFIG.replace("1000baseT", medium)
    assert read_link("en4", printed(networksetup=PORTS, ifconfig=told)).speed_mbps == speed


def test_wifi(profiler: Played) -> None:
    profiler.prints(json.dumps(AIRPORT))
    link = read_link("en0", printed(networksetup=PORTS))
    assert profiler.asked == ["SPAirPortDataType", "-json"]
    assert link.medium is Medium.WIFI
    assert link.radio
    assert (link.radio.signal_dbm, link.radio.rate_mbps, link.radio.band) == (-54.0, 866.0, "5 GHz")


@pytest.mark.parametrize("told", ["", "[]", "{}", '{"SPAirPortDataType": [{"spairport_airport_interfaces": [1]}]}'])
def test_wifi_of_which_nothing_is_told(profiler: Played, told: str) -> None:
    profiler.prints(told)
    assert read_link("en0", printed(networksetup=PORTS)).radio == Radio()


def test_the_rest() -> None:
    run = printed(networksetup=PORTS)
    media = {name: read_link(name, run).medium for name in ("utun3", "ppp0", "en8", "bridge0", "lo0")}
    assert media == {
        "utun3": Medium.VPN,
        "ppp0": Medium.VPN,
        "en8": Medium.CELLULAR,
        "bridge0": Medium.WIRED,
        "lo0": Medium.OTHER,
    }


def test_the_router() -> None:
    assert read_gateway(printed(route=ROUTE)) == "192.168.1.1"
    assert read_gateway(printed()) is None
    six = ROUTE.replace("192.168.1.1", "fe80::1%en0")
    assert read_gateway(lambda command: six if "-inet6" in command else "") == "fe80::1%en0"
