"""Links and the router on Windows, from what PowerShell and `netsh` print."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from deskready_checks.internet.path.link import Link, Medium, Radio
from deskready_checks.internet.path.windows import read_gateway, read_link
from helpers.programs import Played

ADAPTERS: list[dict[str, Any]] = [
    {
        "Name": "Ethernet",
        "InterfaceDescription": "Intel(R) Ethernet Connection (7) I219-LM",
        "NdisPhysicalMedium": 14,
        "InterfaceType": 6,
        "HardwareInterface": True,
        "Speed": 1000000000,
    },
    {
        "Name": "WLAN",
        "InterfaceDescription": "Intel(R) Wi-Fi 6 AX201 160MHz",
        "NdisPhysicalMedium": 9,
        "InterfaceType": 71,
        "HardwareInterface": True,
        "Speed": 866700000,
    },
    {
        "Name": "Work",
        "InterfaceDescription": "WireGuard Tunnel",
        "NdisPhysicalMedium": 0,
        "InterfaceType": 53,
        "HardwareInterface": False,
        "Speed": 100000000000,
    },
    {
        "Name": "Access",
        "InterfaceDescription": "Acme Secure Access",
        "NdisPhysicalMedium": 0,
        "InterfaceType": 53,
        "HardwareInterface": False,
        "Speed": 100000000000,
    },
    {
        "Name": "Cisco",
        "InterfaceDescription": "Cisco AnyConnect Virtual Miniport Adapter",
        "NdisPhysicalMedium": 14,
        "InterfaceType": 6,
        "HardwareInterface": False,
        "Speed": 995000000,
    },
    {
        "Name": "Mobile",
        "InterfaceDescription": "Fibocom L850-GL",
        "NdisPhysicalMedium": 8,
        "InterfaceType": 243,
        "HardwareInterface": True,
        "Speed": 300000000,
    },
    {
        "Name": "Phone",
        "InterfaceDescription": "Remote NDIS based Internet Sharing Device",
        "NdisPhysicalMedium": 14,
        "InterfaceType": 6,
        "HardwareInterface": True,
        "Speed": 425984000,
    },
    {
        "Name": "vEthernet (WSL)",
        "InterfaceDescription": "Hyper-V Virtual Ethernet Adapter",
        "NdisPhysicalMedium": 0,
        "InterfaceType": 6,
        "HardwareInterface": False,
        "Speed": 10000000000,
    },
]
NETSH = """
Es ist 1 Schnittstelle auf dem System vorhanden:

    Name                   : WLAN
    Beschreibung           : Intel(R) Wi-Fi 6 AX201 160MHz
    Status                 : Verbunden
    SSID                   : Zuhause : WLAN
    Band                   : 5 GHz
    Kanal                  : 36
    Signal                 : 88%
    Rssi                   : -52
    Profil                 : Zuhause

    Status des gehosteten Netzwerks: Nicht verfügbar
"""
REFUSED = "Network shell commands need location permission to access WLAN information.\r\n"


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Played:
    """PowerShell, which knows the adapters."""
    played = Played("powershell", tmp_path, monkeypatch)
    tells(played, ADAPTERS)
    return played


def tells(shell: Played, rows: Any) -> None:
    shell.prints(json.dumps({"rows": rows}))


def netsh(command: Sequence[str]) -> str:
    assert command[0] == "netsh"
    return NETSH


@pytest.mark.parametrize(
    ("name", "link"),
    [
        ("Ethernet", Link(Medium.WIRED, 1000.0)),
        ("Work", Link(Medium.VPN)),
        ("Access", Link(Medium.VPN)),
        ("Cisco", Link(Medium.VPN)),
        ("Mobile", Link(Medium.CELLULAR)),
        ("Phone", Link(Medium.CELLULAR)),
        ("vEthernet (WSL)", Link(Medium.OTHER)),
        ("Loopback Pseudo-Interface 1", Link(Medium.OTHER)),
    ],
)
def test_each_sort(shell: Played, name: str, link: Link) -> None:
    assert read_link(name, netsh) == link
    assert "Get-NetAdapter" in shell.asked[-1]


@pytest.mark.usefixtures("shell")
def test_wifi_in_another_language() -> None:
    link = read_link("WLAN", netsh)
    assert link.medium is Medium.WIFI
    assert link.radio
    assert (link.radio.signal_dbm, link.radio.rate_mbps, link.radio.band) == (-52.0, 866.7, "5 GHz")


@pytest.mark.usefixtures("shell")
def test_wifi_without_permission_for_location() -> None:
    assert read_link("WLAN", lambda command: REFUSED).radio == Radio(None, 866.7, None)


def test_one_adapter_is_no_list_and_a_speed_may_be_unknown(shell: Played) -> None:
    tells(shell, ADAPTERS[0] | {"Speed": 2**64 - 1})
    assert read_link("Ethernet", netsh) == Link(Medium.WIRED, None)


@pytest.mark.parametrize("adapters", ["", [], 5, [None]])
def test_a_powershell_that_tells_of_no_adapter(shell: Played, adapters: Any) -> None:
    tells(shell, adapters)
    assert read_link("Ethernet", netsh) == Link(Medium.OTHER)


def test_no_powershell(shell: Played) -> None:
    shell.prints("")
    assert read_link("Ethernet", netsh) == Link(Medium.OTHER)
    assert read_gateway() is None


@pytest.mark.parametrize(
    ("routes", "router"),
    [
        ([{"NextHop": "0.0.0.0"}, {"NextHop": "192.168.1.1"}], "192.168.1.1"),
        ({"NextHop": "fe80::1"}, "fe80::1"),
        ([], None),
    ],
)
def test_the_router(shell: Played, routes: Any, router: str | None) -> None:
    tells(shell, routes)
    assert read_gateway() == router
    assert "Get-NetRoute" in shell.asked[-1]
