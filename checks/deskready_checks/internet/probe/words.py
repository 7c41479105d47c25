"""What a person reads where probes find no server."""

from deskready.plugin import Unavailable, sentences, text
from deskready_checks.internet.probe.advice import ALLOW, CONNECT, LATER, NO_NAMES, OFFLINE, RESTART
from deskready_checks.internet.probe.route import has_route
from deskready_checks.internet.probe.survey import Silence

BLOCKED = text("internet.probe.blocked", "UDP, which carries calls, does not get through this network.")
"""What is wrong there."""
_CHECK = text(
    "internet.probe.check",
    "Check that `deskready responder` runs there and that the option `responder` names it rightly.",
)
_OWN = {
    Silence.NAMES: (
        text("internet.probe.own-name", "The name of your own responder cannot be looked up (DNS)."),
        _CHECK,
    ),
    Silence.REFUSED: (
        text("internet.probe.own-refused", "Your own responder does not run: its computer refuses the packets."),
        _CHECK,
    ),
    Silence.BLOCKED: (
        text("internet.probe.own-silent", "Your own responder does not answer."),
        sentences(_CHECK, ALLOW),
    ),
}
_PUBLIC = {
    Silence.NAMES: (NO_NAMES, RESTART),
    Silence.BLOCKED: (BLOCKED, ALLOW),
    Silence.TOO_FEW: (
        text("internet.probe.too-few-servers", "The only test server that could be asked does not answer."),
        LATER,
    ),
}


def explain_silence(silence: Silence, detail: str, *, own: bool) -> Unavailable:
    """Why no server can be probed.

    Args:
        silence: The cause.
        detail: For the log.
        own: Whether one's own responder was to be probed, and nobody else.
    """
    offline = (not own or silence is Silence.NAMES) and not has_route()  # one's own may stand in a closed network
    reason, remedy = (OFFLINE, CONNECT) if offline else (_OWN if own else _PUBLIC)[silence]
    return Unavailable(reason, remedy=remedy, detail=detail)
