"""Whose fault it is: which part of the path a disturbance comes from. Pure functions."""

from collections.abc import Sequence
from enum import Enum

from deskready.plugin import text
from deskready_checks.internet.path.leg import Leg
from deskready_checks.internet.path.link import Medium

HOME_MS = 10.0
"""What the way to one's own router may take. A cable takes about 1 ms, good Wi-Fi below 5."""
LINE_MS = 150.0
"""What the way to the nearest large server may take."""
LOSS = 0.01
"""What may get lost on either; it is passed where the whole 95 % interval lies above."""
LAG_MS = 30.0
"""How late a computer may wake a program: a call hands over sound every 20 ms."""


class Blame(Enum):
    """Where a disturbance comes from, as a person reads it: it ends a sentence."""

    NOBODY = text("internet.fault.nobody", "nothing is wrong.")
    COMPUTER = text("internet.fault.computer", "this computer or its cable.")
    WIFI = text("internet.fault.wifi", "the Wi-Fi.")
    RADIO = text("internet.fault.radio", "the mobile connection.")
    HOME = text("internet.fault.home", "the home network: its cable, Wi-Fi or router.")
    LINE = text("internet.fault.line", "the internet line.")
    SERVER = text("internet.fault.server", "a server far away, not this line.")
    LINE_OR_SERVER = text("internet.fault.line-or-server", "the internet line or the server: only one was asked.")
    NAMES = text("internet.fault.names-fail", "the name servers (DNS): names cannot be looked up.")
    PORTAL = text("internet.fault.signed-out", "a login page or a filter of this network answers every name.")
    BEYOND = text("internet.fault.beyond", "beyond this computer: the router answers nothing that tells more.")


def whose_fault(home: Leg | None, servers: Sequence[Leg], medium: Medium, lag_ms: float = 0.0) -> Blame:
    """Where the disturbance comes from, if there is one; what is nearest to this computer is named first.

    Args:
        home: The way to the router, or None where it answers nothing.
        servers: The way to each server; it includes the way to the router.
        medium: What carries packets out of this computer.
        lag_ms: How late this computer wakes a program that is due.
    """
    if lag_ms > LAG_MS:
        return Blame.COMPUTER
    if home is not None and is_bad(home, HOME_MS):
        near = {Medium.WIRED: Blame.COMPUTER, Medium.WIFI: Blame.WIFI, Medium.CELLULAR: Blame.RADIO}
        return near.get(medium, Blame.HOME)
    bad = [leg for leg in servers if is_bad(leg, LINE_MS)]
    if not bad:
        return Blame.NOBODY
    if len(bad) < len(servers):
        return Blame.SERVER
    if home is None:
        return Blame.BEYOND
    return Blame.LINE if len(servers) > 1 else Blame.LINE_OR_SERVER


def is_bad(leg: Leg, limit_ms: float) -> bool:
    """Whether a leg is slower than the limit or certainly loses more than `LOSS`."""
    latency = leg.latency_ms
    return latency is None or latency > limit_ms or leg.loss_interval[0] > LOSS
