"""What this computer is connected by: one typed function, whatever the system."""

import sys
from enum import StrEnum
from typing import NamedTuple


class Medium(StrEnum):
    """What carries packets out of this computer."""

    WIRED = "wired"
    WIFI = "wifi"
    CELLULAR = "cellular"
    VPN = "vpn"
    """A tunnel; what carries that is not told."""
    OTHER = "other"
    """Anything else, such as the link of a virtual machine."""


class Radio(NamedTuple):
    """What a system tells of its Wi-Fi; None for what it does not."""

    signal_dbm: float | None = None
    """Strength of what is received."""
    rate_mbps: float | None = None
    """Gross rate that the adapter sends with."""
    frequency_mhz: float | None = None
    """Centre or channel frequency."""

    @property
    def band(self) -> str:
        """The band's usual name, or "" where the frequency is not known."""
        if self.frequency_mhz is None:
            return ""
        return "2.4 GHz" if self.frequency_mhz < 3000 else "5 GHz" if self.frequency_mhz < 5925 else "6 GHz"


class Link(NamedTuple):
    """One network interface."""

    medium: Medium
    speed_mbps: float | None = None
    """Rate of a wired link, or None where the system does not tell."""
    radio: Radio | None = None
    """For Wi-Fi."""


_TUNNELS = ("tun", "tap", "utun", "wg", "ppp", "ipsec", "tailscale", "zt", "nordlynx", "proton", "cscotun", "gpd")


def is_tunnel(name: str) -> bool:
    """Whether an interface's name is one that tunnels have."""
    return name.lower().startswith(_TUNNELS)


def read_link(name: str) -> Link:
    """What the system tells of an interface.

    Args:
        name: As psutil gives it.
    """
    if sys.platform == "linux":
        from deskready_checks.internet.path import linux

        return linux.read_link(name)
    if sys.platform == "darwin":
        from deskready_checks.internet.path import macos

        return macos.read_link(name)
    if sys.platform == "win32":
        from deskready_checks.internet.path import windows

        return windows.read_link(name)
    return Link(Medium.VPN if is_tunnel(name) else Medium.OTHER)


def read_gateway() -> str | None:
    """The address of the router that the default route leads to, or None where the system tells none."""
    if sys.platform == "linux":
        from deskready_checks.internet.path import linux

        return linux.read_gateway()
    if sys.platform == "darwin":
        from deskready_checks.internet.path import macos

        return macos.read_gateway()
    if sys.platform == "win32":
        from deskready_checks.internet.path import windows

        return windows.read_gateway()
    return None
