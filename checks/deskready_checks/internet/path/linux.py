"""Links and the router on Linux, from sysfs, procfs and, for Wi-Fi, the programs `iw` or `nmcli`."""

import re
import socket
import struct
from collections.abc import Callable, Sequence
from pathlib import Path

from deskready_checks.internet.path.link import Link, Medium, Radio, is_tunnel
from deskready_checks.system import file
from deskready_checks.system.command import printed
from deskready_checks.system.unread import Unread

_ETHERNET = "1"
_TUNNELS = {"512", "65534", "768", "776", "778"}
"""ARPHRD_PPP, NONE (tun, WireGuard), TUNNEL, SIT and IPGRE of linux/if_arp.h."""
_PHONES = {"rndis_host", "ipheth", "cdc_mbim", "qmi_wwan", "huawei_cdc_ncm"}
"""Drivers of modems and of phones that share their connection over USB."""
_DEPTH = 4
"""How far to look below bridges, bonds and VLANs."""
_GATEWAY_FLAG = 0x2

Runner = Callable[[Sequence[str]], str]


def read_link(name: str, root: Path = Path("/"), run: Runner = printed) -> Link:
    """What the kernel tells of an interface.

    Args:
        name: Its name.
        root: Folder that holds `sys` and `proc`.
        run: Runs a program and gives what it prints.
    """
    medium, lowest = _medium(name, root)
    if medium is Medium.WIFI:
        return Link(medium, radio=_radio(lowest, root, run))
    return Link(medium, speed_mbps=_speed(root / "sys/class/net" / lowest) if medium is Medium.WIRED else None)


def read_gateway(root: Path = Path("/")) -> str | None:
    """The router of the default route with the lowest metric, IPv4 first (proc/net/route, proc/net/ipv6_route)."""
    found = [
        (int(row[6]), socket.inet_ntoa(struct.pack("=I", int(row[2], 16))))
        for row in _rows(root / "proc/net/route")[1:]
        if len(row) >= 8 and row[1] == row[7] == "00000000" and int(row[3], 16) & _GATEWAY_FLAG
    ]
    if found:
        return min(found)[1]
    for row in _rows(root / "proc/net/ipv6_route"):
        if len(row) >= 10 and row[0] == "0" * 32 and row[1] == "00" and int(row[8], 16) & _GATEWAY_FLAG:
            address = socket.inet_ntop(socket.AF_INET6, bytes.fromhex(row[4]))
            scope = f"%{row[9]}" if address.startswith("fe80") else ""
            found.append((int(row[5], 16), address + scope))
    return min(found)[1] if found else None


def _medium(name: str, root: Path, depth: int = _DEPTH) -> tuple[Medium, str]:
    """What an interface is, and the name of the one below it that says so."""
    base = root / "sys/class/net" / name
    kind, uevent = _text(base / "type"), _text(base / "uevent")
    if (base / "tun_flags").exists() or "DEVTYPE=wireguard" in uevent or kind in _TUNNELS or is_tunnel(name):
        wwan = "DEVTYPE=wwan" in uevent or name.startswith("wwan")
        return (Medium.CELLULAR if wwan else Medium.VPN), name
    if (base / "wireless").exists() or (base / "phy80211").exists() or "DEVTYPE=wlan" in uevent:
        return Medium.WIFI, name
    if "DEVTYPE=wwan" in uevent or name.startswith("wwan") or _driver(base) in _PHONES:
        return Medium.CELLULAR, name
    below = sorted(lower.name.removeprefix("lower_") for lower in base.glob("lower_*"))
    if below and depth:
        return _medium(below[0], root, depth - 1)
    return (Medium.WIRED if kind == _ETHERNET and (base / "device").exists() else Medium.OTHER), name


def _radio(name: str, root: Path, run: Runner) -> Radio:
    """What /proc/net/wireless, `iw` and `nmcli` tell."""
    link = run(["iw", "dev", name, "link"])
    signal, rate = _number(r"signal: (-\d+) dBm", link), _number(r"tx bitrate: ([\d.]+) MBit/s", link)  # no words: iw
    frequency = _number(r"freq: ([\d.]+)", link)
    if signal is None:
        levels = {row[0].rstrip(":"): row[3] for row in _rows(root / "proc/net/wireless")[2:] if len(row) > 3}
        signal = _number(r"(-\d+)", levels.get(name, ""))
    if rate is None or frequency is None:
        listed = run(["nmcli", "-t", "-f", "ACTIVE,RATE,FREQ", "dev", "wifi", "list", "ifname", name, "--rescan", "no"])
        active = next((line for line in listed.splitlines() if line.startswith("yes:")), "")
        rate = _number(r"([\d.]+) Mbit/s", active) if rate is None else rate
        frequency = _number(r"([\d.]+) MHz", active) if frequency is None else frequency
    return Radio(signal, rate, frequency)


def _speed(base: Path) -> float | None:
    """Mbit/s, or None where the driver tells none: it says -1, or the file cannot be read."""
    text = _text(base / "speed")
    return float(text) if text.isdigit() and int(text) > 0 else None


def _driver(base: Path) -> str:
    driver = base / "device" / "driver"
    return driver.resolve().name if driver.exists() else ""


def _text(path: Path) -> str:
    try:
        return file.text(path).strip()
    except Unread:
        return ""


def _rows(path: Path) -> list[list[str]]:
    return [line.split() for line in _text(path).splitlines()]


def _number(pattern: str, text: str) -> float | None:
    match = re.search(pattern, text)
    return float(match[1]) if match else None
