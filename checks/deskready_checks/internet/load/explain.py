"""Says a fault in a person's words."""

from deskready.plugin import Name, Privacy, Text, Unavailable, sentences
from deskready_checks.internet.load.fault import Fault
from deskready_checks.internet.load.fault_between import BETWEEN, Said
from deskready_checks.internet.load.fault_own import OWN_SERVER
from deskready_checks.internet.load.fault_service import ALLOW_HOST, OWN, SERVICE
from deskready_checks.internet.path.proxy_words import where_set

_HOST = "speedtest.net"


def explain(fault: Fault, detail: str, *, own_server: bool, host: str = _HOST, variable: str = "") -> Unavailable:
    """A fault in a person's words.

    Args:
        fault: The cause.
        detail: The system's own words.
        own_server: Whether the person's own server was to be used, and no service.
        host: The service's host, for what a firewall should allow.
        variable: The environment variable that is at fault, where one is.
    """
    if fault in BETWEEN:
        reason, remedy = (_filled(each, variable) for each in BETWEEN[fault])
        return Unavailable(reason, remedy=remedy, detail=detail)
    words = SERVICE | OWN_SERVER if own_server else SERVICE
    said, what_to_do = words[fault]
    if not what_to_do:
        what_to_do = sentences(ALLOW_HOST(host=Name(host, Privacy.PUBLIC)), OWN)
    return Unavailable(said, remedy=what_to_do, detail=detail)


def _filled(said: Said, variable: str) -> Text:
    """A text, its place filled."""
    return said if isinstance(said, Text) else said(where=where_set(variable))
