"""Links and the router on Windows, from PowerShell's network cmdlets and `netsh`."""

import json
import re
from collections.abc import Callable, Sequence
from typing import Any

from deskready_checks.internet.path.link import Link, Medium, Radio, is_tunnel
from deskready_checks.system.command import printed

Runner = Callable[[Sequence[str]], str]
_ADAPTERS = (  # no words: a script
    "[Console]::OutputEncoding=[Text.Encoding]::UTF8; Get-NetAdapter -IncludeHidden | Select-Object Name,"
    "InterfaceDescription,NdisPhysicalMedium,InterfaceType,HardwareInterface,Speed | ConvertTo-Json -Compress"
)
_ROUTE = (  # no words: a script
    "Get-NetRoute -DestinationPrefix '0.0.0.0/0','::/0' -ErrorAction SilentlyContinue | Sort-Object "
    "AddressFamily,{$_.RouteMetric+$_.InterfaceMetric} | Select-Object NextHop | ConvertTo-Json -Compress"
)
_WIFI, _WWAN, _ETHERNET = {1, 9}, {8, 11}, {14}
"""NDIS_PHYSICAL_MEDIUM of ntddndis.h: WirelessLan and Native802_11; WirelessWan and, with 4G, WiMax; 802_3."""
_PPP, _TUNNEL, _VIRTUAL = 23, 131, 53
"""Interface types of IANA's ifType."""
_VPN_WORDS = ("vpn", "wireguard", "tap-", "wintun", "tunnel", "anyconnect", "globalprotect", "fortinet", "zscaler")
_PHONE_WORDS = ("remote ndis", "apple mobile device", "mobile broadband")  # no words: of drivers
_BAND_MHZ = {"2": 2412.0, "5": 5180.0, "6": 5955.0}


def read_link(name: str, run: Runner = printed) -> Link:
    """What the system tells of an interface.

    Args:
        name: Its alias, such as "Wi-Fi".
        run: Runs a program and gives what it prints.
    """
    adapter = next((row for row in _objects(_power(run, _ADAPTERS)) if row.get("Name") == name), {})
    medium = _medium(name, adapter)
    speed = adapter.get("Speed")
    mbps = speed / 1e6 if isinstance(speed, int) and 0 < speed < 2**63 else None
    if medium is Medium.WIFI:
        return Link(medium, radio=_radio(name, run(["netsh", "wlan", "show", "interfaces"]), mbps))
    return Link(medium, mbps if medium is Medium.WIRED else None)


def read_gateway(run: Runner = printed) -> str | None:
    """The router of the default route, IPv4 first, or None where a tunnel has none."""
    hops = (str(row.get("NextHop", "")) for row in _objects(_power(run, _ROUTE)))
    return next((hop for hop in hops if hop not in ("", "0.0.0.0", "::")), None)  # noqa: S104 - it means "none" here


def _medium(name: str, adapter: dict[str, Any]) -> Medium:
    described = str(adapter.get("InterfaceDescription", "")).lower()
    if is_tunnel(name) or adapter.get("InterfaceType") in (_PPP, _TUNNEL, _VIRTUAL):
        return Medium.VPN
    if any(word in described for word in _VPN_WORDS):
        return Medium.VPN
    physical = adapter.get("NdisPhysicalMedium")
    if physical in _WWAN or any(word in described for word in _PHONE_WORDS):
        return Medium.CELLULAR
    if physical in _WIFI:
        return Medium.WIFI
    return Medium.WIRED if physical in _ETHERNET and adapter.get("HardwareInterface") else Medium.OTHER


def _radio(name: str, told: str, mbps: float | None) -> Radio:
    """What `netsh` tells; its labels are translated, so that only what has the same shape in every language is read.

    It prints an error where the person has not allowed location, and older systems tell no RSSI.
    """
    for block in re.split(r"\n\s*\n", told):
        if re.search(rf":\s*{re.escape(name)}\s*$", block, re.MULTILINE):
            rssi = re.search(r"^\s*Rssi\s*:\s*(-\d+)\s*$", block, re.MULTILINE | re.IGNORECASE)
            band = re.search(r":\s*([256])(?:[.,]4)?\s*GHz", block)
            return Radio(float(rssi[1]) if rssi else None, mbps, _BAND_MHZ[band[1]] if band else None)
    return Radio(None, mbps)


def _power(run: Runner, script: str) -> str:
    return run(["powershell", "-NoProfile", "-NonInteractive", "-Command", script])


def _objects(text: str) -> list[dict[str, Any]]:
    """The objects in JSON that holds one of them or a list."""
    try:
        found = json.loads(text)
    except ValueError:
        return []
    rows = found if isinstance(found, list) else [found]
    return [row for row in rows if isinstance(row, dict)]
