"""What can keep a speed test from its result, and what a person reads then."""

from enum import Enum

from deskready.plugin import Unavailable


class Fault(Enum):
    """A cause, told apart as far as it can be told from this end of the line; its value says it in a few words."""

    OFFLINE = "no connection"
    """This computer knows no way to the internet."""
    NAMES = "its name was not found"
    """Names cannot be looked up."""
    PORTAL = "a login page answered"
    """A web page, as of a network that wants a login, answers instead."""
    REDIRECT = "it sent elsewhere"
    """The own server sends on to another host, which must not be contacted."""
    CERTIFICATE = "no trusted connection"
    """No trusted TLS connection could be made."""
    PROXY = "the proxy wants a login"
    """A proxy wants a login."""
    BLOCKED = "it refused"
    """The other end refused to serve."""
    LIMITED = "asked too often"
    """The other end serves only so often."""
    BROKEN = "out of order"
    """The other end reported an error of its own."""
    GARBAGE = "its answer made no sense"
    """The answer made no sense."""
    UNREACHABLE = "cannot be reached"
    """No connection could be made or kept."""
    TIMEOUT = "no answer in time"
    """Nothing, or too little, came in time."""
    NO_SERVERS = "it named no server"
    """The service named no test server."""
    SILENT = "its servers were silent"
    """No test server answered."""
    CUT = "broke off half way"
    """The connections broke half way."""
    STALLED = "hardly any data"
    """The connections are there, and bring next to nothing."""
    CONSENT = "no consent"
    """The service publishes results, and the person has not agreed to that."""
    MISSING = "something is missing"
    """What this kind of test needs, a program or an address, is not there."""
    NO_DATA = "no data"
    """A transfer moved nothing."""
    ENDED = "ended early"
    """Somebody ended the check before this part of it."""


_OWN = "Or choose a server of your own with the option `server`."
_LATER = f"Measure again later. {_OWN}"
_HOST = "speedtest.net"
_ALLOW = "ask whoever runs this network, and the security software of this computer, to allow"

_SERVICE: dict[Fault, tuple[str, str]] = {
    Fault.OFFLINE: (
        "This computer is not connected to the internet.",
        "Plug in the network cable or connect the Wi-Fi, then measure again.",
    ),
    Fault.NAMES: (
        "The network is there, but names on the internet cannot be looked up (DNS).",
        "Restart the router and measure again; if that does not help, call your internet provider.",
    ),
    Fault.PORTAL: (
        "A web page, most likely this network's login page, answered in place of the speed test service.",
        "Open any web page, sign in to this network, then measure again.",
    ),
    Fault.CERTIFICATE: (
        "No trusted connection to the speed test service could be made.",
        "Check this computer's date and time; if they are right, ask who runs this network whether it is filtered.",
    ),
    Fault.PROXY: (
        "The proxy of this network wants a login before it lets the speed test through.",
        "Enter the proxy's user name and password in this computer's network settings, then measure again.",
    ),
    Fault.BLOCKED: (
        "The speed test service refused this connection.",
        f"Switch off any VPN and measure again in an hour. {_OWN}",
    ),
    Fault.LIMITED: (
        "The speed test service was asked too often from this connection.",
        f"Wait an hour, then measure again. {_OWN}",
    ),
    Fault.BROKEN: ("The speed test service is out of order.", _LATER),
    Fault.GARBAGE: ("The speed test service sent an answer that makes no sense.", _LATER),
    Fault.UNREACHABLE: (
        "The speed test service cannot be reached.",
        f"If other web pages open, {_ALLOW} {_HOST}. {_OWN}",
    ),
    Fault.TIMEOUT: (
        "The speed test service did not answer in time.",
        "Stop other downloads and measure again; if it stays so, test with a cable in place of Wi-Fi.",
    ),
    Fault.NO_SERVERS: ("The speed test service named no server to test against.", _LATER),
    Fault.SILENT: (
        "None of the nearest test servers answered.",
        f"Measure again; if it stays so, {_ALLOW} outgoing connections to port 8080.",
    ),
    Fault.NO_DATA: (
        "The test server answered, but no data came through.",
        f"Measure again; if it stays so, {_ALLOW} large transfers. {_OWN}",
    ),
    Fault.CUT: (
        "The connection to the speed test service broke half way.",
        "Check the cable or the Wi-Fi's signal, then measure again.",
    ),
    Fault.STALLED: (
        "The speed test service let hardly any data through.",
        f"Stop other downloads and measure again. {_OWN}",
    ),
    Fault.CONSENT: (
        "This speed test's results are published with your address, and nobody has agreed to that.",
        "Agree to M-Lab's data policy (c on screen, --accept mlab without one), or choose another provider.",
    ),
    Fault.MISSING: (
        "Something that this kind of speed test needs is missing.",
        "Choose another one with the option `provider`, or name its server with the option `server`.",
    ),
    Fault.ENDED: ("The check was ended before this was measured.", "Measure again and let it finish."),
}
_CHECK_SERVER = "Check that it runs and that the option `server` names it rightly."
_OWN_SERVER: dict[Fault, tuple[str, str]] = {
    Fault.NAMES: ("The name of your own speed test server cannot be looked up (DNS).", _CHECK_SERVER),
    Fault.REDIRECT: (
        "Another host, perhaps this network's login page, was to answer in place of your own speed test server.",
        "Sign in to this network if it asks for that; else give the address it sends to as the option `server`.",
    ),
    Fault.CERTIFICATE: (
        "No trusted connection to your own speed test server could be made.",
        "Check this computer's date and time; if the server has no certificate, write http:// in the option `server`.",
    ),
    Fault.BLOCKED: (
        "Your own speed test server refused this connection.",
        "Ask whoever runs the server to let this computer use it.",
    ),
    Fault.LIMITED: (
        "Your own speed test server was asked too often from this connection.",
        "Wait a while, or ask whoever runs the server to raise its limit.",
    ),
    Fault.BROKEN: ("Your own speed test server is out of order.", "Tell whoever runs the server."),
    Fault.GARBAGE: (
        "What answered is no speed test server of the kind that was asked for.",
        "Check the option `server`: it may name a LibreSpeed, a Speedtest Mini or a deskready responder.",
    ),
    Fault.UNREACHABLE: ("Your own speed test server cannot be reached.", _CHECK_SERVER),
    Fault.TIMEOUT: ("Your own speed test server did not answer in time.", _CHECK_SERVER),
    Fault.CUT: (
        "The connection to your own speed test server broke half way.",
        "Check the cable or the Wi-Fi's signal, then measure again.",
    ),
    Fault.STALLED: (
        "Your own speed test server let hardly any data through.",
        "Check that nothing else keeps it busy, then measure again.",
    ),
    Fault.SILENT: (
        "Your own speed test server did not answer the latency test.",
        "Check that it serves `speedtest/latency.txt`, with the text `test=test`.",
    ),
    Fault.NO_DATA: (
        "Your own speed test server answered, but no data came through.",
        "Check that it serves the `random*.jpg` files and takes uploads in its folder `speedtest`.",
    ),
}


def explain(fault: Fault, detail: str, *, own_server: bool, host: str = _HOST) -> Unavailable:
    """A fault in a person's words.

    Args:
        fault: The cause.
        detail: The system's own words.
        own_server: Whether the person's own server was to be used, and no service.
        host: The service's host, for what a firewall should allow.
    """
    words = _SERVICE | _OWN_SERVER if own_server else _SERVICE
    reason, remedy = words[fault]
    return Unavailable(reason, remedy=remedy.replace(_HOST, host), detail=detail)
