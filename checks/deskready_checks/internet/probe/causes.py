"""The faults of a network that several checks meet, each with the one thing to do about it."""

from deskready.plugin import Cause, text
from deskready_checks.busy import TOO_BUSY
from deskready_checks.internet.probe.advice import ALLOW, BLOCKED, CONNECT, NO_NAMES, OFFLINE, RESTART

UDP_BLOCKED = Cause("internet.udp-blocked", BLOCKED, ALLOW)
"""UDP does not get through; TCP may."""
NAMES_FAIL = Cause("internet.names-fail", NO_NAMES, RESTART, hides=(UDP_BLOCKED.id,))
"""Names cannot be looked up."""
PROXY_FAILS = Cause(
    "internet.proxy-fails",
    text("internet.cause.proxy", "The proxy that this computer is set to use does not do its work."),
)
"""What to do depends on what it does instead: whoever meets it says so."""
INSPECTED = Cause(
    "internet.inspected",
    text(
        "internet.cause.inspected",
        "Something on the way answers encrypted connections in the servers' place, such as a filter or your company's "
        "inspection.",
    ),
)
"""What to do depends on what it answers: whoever meets it says so."""
PORTAL = Cause(
    "internet.portal",
    text("internet.cause.portal", "A login page or a filter of this network answers in place of the internet."),
    text(
        "internet.cause.portal.remedy",
        "Open any web page, sign in to this network, then measure again; if no login page opens, show this to IT.",
    ),
    hides=(NAMES_FAIL.id, UDP_BLOCKED.id, INSPECTED.id, PROXY_FAILS.id),
)
"""A network that wants a login first."""
NO_NETWORK = Cause(
    "internet.no-network",
    OFFLINE,
    CONNECT,
    hides=(NAMES_FAIL.id, UDP_BLOCKED.id, PORTAL.id, INSPECTED.id, PROXY_FAILS.id),
)
"""There is no way to the internet."""
NETWORK = (NO_NETWORK, PORTAL, NAMES_FAIL, PROXY_FAILS, INSPECTED, UDP_BLOCKED, TOO_BUSY)
"""All that a check of the network may meet."""
NAMES_WORK = (NO_NETWORK, PORTAL, NAMES_FAIL)
"""What is ruled out where names were looked up."""
