"""Links and the router on macOS, from the system's own programs."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from deskready_checks.internet.path.link import Link, Medium, Radio, is_tunnel
from deskready_checks.system.command import printed

Runner = Callable[[Sequence[str]], str]
_RATES = {"10base": 10.0, "100base": 100.0, "1000base": 1000.0, "2500Base": 2500.0, "5000Base": 5000.0, "10Gbase": 1e4}
_BAND_MHZ = {"2": 2412.0, "5": 5180.0, "6": 5955.0}
"""The first channel of each band: the profiler names the band and no frequency."""


def read_link(name: str, run: Runner = printed) -> Link:
    """What the system tells of an interface.

    Args:
        name: Its name, such as "en0".
        run: Runs a program and gives what it prints.
    """
    if is_tunnel(name):
        return Link(Medium.VPN)
    port = _port(name, run(["networksetup", "-listallhardwareports"])).lower()
    if "wi-fi" in port or "airport" in port:
        return Link(Medium.WIFI, radio=_radio(name, run(["system_profiler", "SPAirPortDataType", "-json"])))
    if any(word in port for word in ("iphone", "ipad", "bluetooth pan", "modem")):  # no words: macOS
        return Link(Medium.CELLULAR)
    if any(word in port for word in ("ethernet", "lan", "thunderbolt")):
        return Link(Medium.WIRED, _speed(run(["ifconfig", name])))
    return Link(Medium.OTHER)


def read_gateway(run: Runner = printed) -> str | None:
    """The router of the default route, IPv4 first."""
    for family in ("-inet", "-inet6"):
        match = re.search(
            r"^\s*gateway: ([0-9A-Fa-f.:]+(?:%\w+)?)\s*$", run(["route", "-n", "get", family, "default"]), re.MULTILINE
        )
        if match:
            return match[1]
    return None


def _port(name: str, listed: str) -> str:
    """The name of the hardware port that an interface belongs to."""
    for block in listed.split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.splitlines() if ": " in line)
        if fields.get("Device") == name:
            return fields.get("Hardware Port", "")  # no words: macOS
    return ""


def _speed(told: str) -> float | None:
    """Mbit/s of what `ifconfig` calls the active medium, such as "1000baseT"."""
    match = re.search(r"media:.*?(\d+G?base)", told, re.IGNORECASE)
    return {key.lower(): rate for key, rate in _RATES.items()}.get(match[1].lower()) if match else None


def _radio(name: str, told: str) -> Radio:
    """What the system profiler tells of the network that an adapter is in."""
    network = next((found for adapter, found in _networks(told) if adapter == name), {})
    noise = re.match(r"(-\d+) dBm", str(network.get("spairport_signal_noise", "")))
    channel = re.search(r"\(([256])(?:\.4)?\s?GHz", str(network.get("spairport_network_channel", "")))
    rate = network.get("spairport_network_rate")
    return Radio(
        float(noise[1]) if noise else None,
        float(rate) if isinstance(rate, int | float) and not isinstance(rate, bool) and rate > 0 else None,
        _BAND_MHZ[channel[1]] if channel else None,
    )


def _networks(told: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each adapter's name and the network that it is in."""
    try:
        for card in json.loads(told)["SPAirPortDataType"]:
            for adapter in card["spairport_airport_interfaces"]:
                found = adapter.get("spairport_current_network_information", {})
                if isinstance(found, dict):
                    yield str(adapter.get("_name", "")), found
    except (ValueError, KeyError, TypeError, AttributeError):  # another version prints another shape
        return
