"""The first probes: which servers answer at all, which are near, and what a router makes of this computer's address."""

import time
from collections.abc import Callable, Sequence
from enum import Enum
from typing import NamedTuple

from deskready.plugin import Context, text
from deskready_checks.internet.probe.delay import medians
from deskready_checks.internet.probe.nat import Nat, mapping
from deskready_checks.internet.probe.prober import Prober
from deskready_checks.internet.probe.servers import PUBLIC, host_and_port, look_up
from deskready_checks.internet.probe.stun import PLAIN, VOICE, Address

PUBLIC_RATE = 10.0
"""Probes a second that public servers may get, all together: they are others' and cost nothing."""
ROUNDS = 3
"""Probes that each public server gets at least."""
FEWEST = 10
"""Probes that are sent at least: so many are hardly ever all lost on a line that lets any through."""
GRACE_SECONDS = 1.5
"""How long the first answers may take."""
_USED = 2
"""Public servers that the stream goes to: two tell a busy server from a lossy line."""
_LOOK_SECONDS = 0.02
_LOOKING = text("internet.probe.looking", "Looking for servers")


class Silence(Enum):
    """Why no server can be probed."""

    NAMES = "names"
    """No name could be looked up."""
    REFUSED = "refused"
    """The responder's computer says that nothing listens there."""
    BLOCKED = "blocked"
    """Nothing came back from one's own responder, or from two public servers at least: something blocks UDP."""
    TOO_FEW = "few"
    """Nothing came back, but only one public server could be asked."""


class Surveyed(NamedTuple):
    """What the first probes found."""

    servers: tuple[Address, ...]
    """Those to probe, nearest first; empty where nobody answered."""
    own: bool
    """Whether that is a responder of one's own."""
    nat: Nat | None
    """How addresses are translated, where that could be told."""
    silence: Silence | None
    """Why there is no server."""
    detail: str = ""
    """More about that, for the log."""


def survey(context: Context, responder: str, rate: float) -> Surveyed:
    """Finds servers to probe.

    Args:
        context: Is told what is being done, and asked whether to end early.
        responder: One's own as "host:port", or "" for public ones; then no other is contacted.
        rate: Probes a second to one's own.

    Raises:
        Unavailable: The responder is no host and port.
    """
    context.progress(0.0, _LOOKING)
    return find_servers(responder, rate, lambda: context.concluded)


def find_servers(responder: str, rate: float, hurried: Callable[[], bool]) -> Surveyed:
    """The same without a context, for a thread beside a check's own.

    Args:
        responder: As for `survey`.
        rate: As for `survey`.
        hurried: Whether somebody asks to end early.

    Raises:
        Unavailable: The responder is no host and port.
    """
    own = bool(responder)
    found = look_up([host_and_port(responder, "responder")] if own else PUBLIC)
    if not found.families:
        return Surveyed((), own, None, Silence.NAMES, found.error)
    refused, asked = False, 0
    for servers in found.families:
        try:
            prober = Prober(servers, rate if own else PUBLIC_RATE, VOICE if own else PLAIN)
        except OSError:  # no way there in this family
            continue
        asked = max(asked, len(servers))
        answered = _ask(hurried, prober, servers)
        if answered:
            used = answered[:1] if own else answered[:_USED]
            return Surveyed(tuple(used), own, mapping(prober.local, list(prober.mapped.values())), None)
        refused = refused or prober.refused > 0
    silence = _silence(own=own, refused=refused, asked=asked)
    return Surveyed((), own, None, silence, f"{asked} servers, no answer")  # no words: for the log


def _ask(hurried: Callable[[], bool], prober: Prober, servers: Sequence[Address]) -> list[Address]:
    """Who answers, nearest first; where the only one's computer keeps saying that nothing listens, not for long."""
    prober.start()
    wanted = max(ROUNDS * len(servers), FEWEST)
    while prober.sent < (len(servers) if hurried() else wanted) and prober.refused < ROUNDS:
        time.sleep(_LOOK_SECONDS)
    trace = prober.stop(0.0 if prober.refused >= ROUNDS else GRACE_SECONDS)
    found = medians(trace)
    return [servers[path] for path in sorted(found, key=lambda path: found[path])]


def _silence(*, own: bool, refused: bool, asked: int) -> Silence:
    if own and refused:
        return Silence.REFUSED
    return Silence.BLOCKED if own or asked >= 2 else Silence.TOO_FEW
