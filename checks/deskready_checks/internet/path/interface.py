"""Which network interface leads to a host."""

import socket
from typing import NamedTuple

from deskready_checks.internet.path.link import Link, Medium, read_link

INTERNET = ("192.0.2.1", "2001:db8::1")
"""Addresses kept for documentation (RFC 5737, RFC 3849): a way to them is a way to the internet."""


class Way(NamedTuple):
    """How packets leave this computer."""

    address: str
    """This computer's own address on that way; personal."""
    interface: str
    """The interface's name, or "" where none has that address; personal."""
    link: Link
    """What it is."""


def source_address(host: str) -> str | None:
    """This computer's address on the way to a numeric address, or None where there is no way. Sends nothing."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((host, 53))
            return str(probe.getsockname()[0])
    except OSError:
        return None


def way_to(hosts: tuple[str, ...] = INTERNET) -> Way | None:
    """The way to the first of some numeric addresses that there is one to."""
    address = next((found for host in hosts if (found := source_address(host))), None)
    if address is None:
        return None
    name = _interface_of(address)
    return Way(address, name, read_link(name) if name else Link(Medium.OTHER))


def _interface_of(address: str) -> str:
    import psutil

    for name, addresses in psutil.net_if_addrs().items():
        if any(one.address.partition("%")[0] == address.partition("%")[0] for one in addresses):
            return str(name)
    return ""
