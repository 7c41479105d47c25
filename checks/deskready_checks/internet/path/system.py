"""What the system tells of links and of the router, whatever the system."""

from functools import partial

from deskready_checks.internet.path import linux, macos, windows
from deskready_checks.internet.path.link import Link, Medium, is_tunnel
from deskready_checks.system.here import here
from deskready_checks.system.unread import Unread


def read_link(name: str) -> Link:
    """What the system tells of an interface.

    Args:
        name: As psutil gives it.
    """
    try:
        return here(
            linux=partial(linux.read_link, name),
            macos=partial(macos.read_link, name),
            windows=partial(windows.read_link, name),
        )()
    except Unread:  # another system: a tunnel is told by its name
        return Link(Medium.VPN if is_tunnel(name) else Medium.OTHER)


def read_gateway() -> str | None:
    """The router of the default route, IPv4 first, or None where there is none."""
    try:
        return here(
            linux=partial(linux.read_gateway),
            macos=partial(macos.read_gateway),
            windows=partial(windows.read_gateway),
        )()
    except Unread:
        return None
