"""What a person reads where probes find no server."""

from deskready.plugin import Unavailable, sentences, text
from deskready_checks.internet.probe.advice import ALLOW, BLOCKED, CONNECT, LATER, NO_NAMES, OFFLINE, RESTART
from deskready_checks.internet.probe.causes import NAMES_FAIL, NO_NETWORK, PORTAL, UDP_BLOCKED
from deskready_checks.internet.probe.names import Names, look_at_names
from deskready_checks.internet.probe.route import has_route
from deskready_checks.internet.probe.survey import Silence

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
    if offline:
        return Unavailable(OFFLINE, remedy=CONNECT, detail=detail, cause=NO_NETWORK)
    if not own and look_at_names() is Names.MADE_UP:
        return Unavailable(PORTAL.title, remedy=PORTAL.remedy, detail=detail, cause=PORTAL)
    reason, remedy = (_OWN if own else _PUBLIC)[silence]
    cause = None if own else {Silence.NAMES: NAMES_FAIL, Silence.BLOCKED: UDP_BLOCKED}.get(silence)
    return Unavailable(reason, remedy=remedy, detail=detail, cause=cause)
