"""What this computer can be connected by."""

from dataclasses import dataclass
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


@dataclass(frozen=True)
class Radio:
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
