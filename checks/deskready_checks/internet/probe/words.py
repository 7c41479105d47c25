"""What a person reads where probes find no server."""

from deskready.plugin import Unavailable
from deskready_checks.internet.probe.advice import ALLOW
from deskready_checks.internet.probe.route import has_route
from deskready_checks.internet.probe.survey import Silence

BLOCKED = "UDP, which carries calls, does not get through this network."
"""What is wrong there."""
_CHECK = "Check that `deskready responder` runs there and that the option `responder` names it rightly."
_OWN = {
    Silence.NAMES: ("The name of your own responder cannot be looked up (DNS).", _CHECK),
    Silence.REFUSED: ("Your own responder does not run: its computer refuses the packets.", _CHECK),
    Silence.BLOCKED: ("Your own responder does not answer.", f"{_CHECK} {ALLOW}"),
}
_PUBLIC = {
    Silence.NAMES: (
        "The network is there, but names on the internet cannot be looked up (DNS).",
        "Restart the router and measure again; if that does not help, call your internet provider.",
    ),
    Silence.BLOCKED: (BLOCKED, ALLOW),
    Silence.TOO_FEW: ("The only test server that could be asked does not answer.", "Measure again later."),
}
_OFFLINE = (
    "This computer is not connected to the internet.",
    "Plug in the network cable or connect the Wi-Fi, then measure again.",
)


def explain_silence(silence: Silence, detail: str, *, own: bool) -> Unavailable:
    """Why no server can be probed.

    Args:
        silence: The cause.
        detail: For the log.
        own: Whether one's own responder was to be probed, and nobody else.
    """
    offline = (not own or silence is Silence.NAMES) and not has_route()  # one's own may stand in a closed network
    reason, remedy = _OFFLINE if offline else (_OWN if own else _PUBLIC)[silence]
    return Unavailable(reason, remedy=remedy, detail=detail)
