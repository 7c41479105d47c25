"""Says a fault in a person's words."""

from deskready.plugin import Name, Privacy, Text, Unavailable, sentences
from deskready_checks.internet.load.fault import Fault
from deskready_checks.internet.load.fault_between import BETWEEN, Said
from deskready_checks.internet.load.fault_own import OWN_SERVER
from deskready_checks.internet.load.fault_service import ALLOW_HOST, OWN, SERVICE
from deskready_checks.internet.path.proxy_words import where_set
from deskready_checks.internet.probe.causes import INSPECTED, NAMES_FAIL, NO_NETWORK, PORTAL, PROXY_FAILS

_HOST = "speedtest.net"
_CAUSE = {
    Fault.OFFLINE: NO_NETWORK,
    Fault.NAMES: NAMES_FAIL,
    Fault.PORTAL: PORTAL,
    **dict.fromkeys((Fault.UNTRUSTED, Fault.TEXT, Fault.PROGRAM_DATA, Fault.PICTURE), INSPECTED),
    **dict.fromkeys(
        (
            Fault.PROXY,
            Fault.PROXY_SETTING,
            Fault.PROXY_SOCKS,
            Fault.PROXY_ABSENT,
            Fault.PROXY_NO_HTTP,
            Fault.PROXY_REFUSED,
            Fault.PROXY_HELPLESS,
        ),
        PROXY_FAILS,
    ),
}
"""What other checks may meet of it, too."""


def explain(fault: Fault, detail: str, *, own_server: bool, host: str = _HOST, variable: str = "") -> Unavailable:
    """A fault in a person's words.

    Args:
        fault: The cause.
        detail: The system's own words.
        own_server: Whether the person's own server was to be used, and no service.
        host: The service's host, for what a firewall should allow.
        variable: The environment variable that is at fault, where one is.
    """
    cause = None if own_server and fault is Fault.NAMES else _CAUSE.get(fault)
    if fault in BETWEEN:
        reason, remedy = (_filled(each, variable) for each in BETWEEN[fault])
        return Unavailable(reason, remedy=remedy, detail=detail, cause=cause and cause.by(reason))
    words = SERVICE | OWN_SERVER if own_server else SERVICE
    said, what_to_do = words[fault]
    if not what_to_do:
        what_to_do = sentences(ALLOW_HOST(host=Name(host, Privacy.PUBLIC)), OWN)
    return Unavailable(said, remedy=what_to_do, detail=detail, cause=cause)


def _filled(said: Said, variable: str) -> Text:
    """A text, its place filled."""
    return said if isinstance(said, Text) else said(where=where_set(variable))
