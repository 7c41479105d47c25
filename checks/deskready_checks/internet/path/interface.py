"""Which network interface leads to a host."""

from typing import NamedTuple

from deskready_checks.internet.path.link import Link, Medium
from deskready_checks.internet.path.system import read_link
from deskready_checks.internet.probe.route import INTERNET, source_address
from deskready_checks.system.unread import Unread, asked


class Way(NamedTuple):
    """How packets leave this computer."""

    address: str
    """This computer's own address on that way; personal."""
    interface: str
    """The interface's name, or "" where none has that address; personal."""
    link: Link
    """What it is."""


def way_to(hosts: tuple[str, ...] = INTERNET) -> Way | None:
    """The way to the first of some numeric addresses that there is one to."""
    address = next((found for host in hosts if (found := source_address(host))), None)
    if address is None:
        return None
    name = _interface_of(address)
    return Way(address, name, read_link(name) if name else Link(Medium.OTHER))


def _interface_of(address: str) -> str:
    import psutil

    try:
        interfaces = asked(psutil.net_if_addrs)
    except Unread:
        return ""
    for name, addresses in interfaces.items():
        if any(one.address.partition("%")[0] == address.partition("%")[0] for one in addresses):
            return str(name)
    return ""
