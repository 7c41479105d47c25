"""What can keep a speed test from its result, and what a person reads then."""

from enum import Enum

from deskready.plugin import Name, Privacy, Text, Unavailable, message, sentences, text
from deskready_checks.internet.probe.advice import CONNECT, LATER, NO_NAMES, OFFLINE, RESTART


class Fault(Enum):
    """A cause, told apart as far as it can be told from this end of the line; its value says it in a few words."""

    OFFLINE = text("internet.fault.offline", "no connection")
    """This computer knows no way to the internet."""
    NAMES = text("internet.fault.names", "its name was not found")
    """Names cannot be looked up."""
    PORTAL = text("internet.fault.portal", "a login page answered")
    """A web page, as of a network that wants a login, answers instead."""
    REDIRECT = text("internet.fault.redirect", "it sent elsewhere")
    """The own server sends on to another host, which must not be contacted."""
    CERTIFICATE = text("internet.fault.certificate", "no trusted connection")
    """No trusted TLS connection could be made."""
    PROXY = text("internet.fault.proxy", "the proxy wants a login")
    """A proxy wants a login."""
    BLOCKED = text("internet.fault.blocked", "it refused")
    """The other end refused to serve."""
    LIMITED = text("internet.fault.limited", "asked too often")
    """The other end serves only so often."""
    BROKEN = text("internet.fault.broken", "out of order")
    """The other end reported an error of its own."""
    GARBAGE = text("internet.fault.garbage", "its answer made no sense")
    """The answer made no sense."""
    UNREACHABLE = text("internet.fault.unreachable", "cannot be reached")
    """No connection could be made or kept."""
    TIMEOUT = text("internet.fault.timeout", "no answer in time")
    """Nothing, or too little, came in time."""
    NO_SERVERS = text("internet.fault.no-servers", "it named no server")
    """The service named no test server."""
    SILENT = text("internet.fault.silent", "its servers were silent")
    """No test server answered."""
    CUT = text("internet.fault.cut", "broke off half way")
    """The connections broke half way."""
    STALLED = text("internet.fault.stalled", "hardly any data")
    """The connections are there, and bring next to nothing."""
    CONSENT = text("internet.fault.consent", "no consent")
    """The service publishes results, and the person has not agreed to that."""
    MISSING = text("internet.fault.missing", "something is missing")
    """What this kind of test needs, a program or an address, is not there."""
    NO_DATA = text("internet.fault.no-data", "no data")
    """A transfer moved nothing."""
    ENDED = text("internet.fault.ended", "ended early")
    """Somebody ended the check before this part of it."""


_OWN = text("internet.load.own", "Or choose a server of your own with the option `server`.")
_LATER = sentences(LATER, _OWN)
_HOST = "speedtest.net"
_ALLOW_HOST = message(
    "internet.fault.allow-host",
    "If other web pages open, ask whoever runs this network, and the security software of this computer, to allow "
    "{host}.",
)
_CHECK_WIRE = text("internet.fault.check-wire", "Check the cable or the Wi-Fi's signal, then measure again.")

_SERVICE: dict[Fault, tuple[Text, Text]] = {
    Fault.OFFLINE: (OFFLINE, CONNECT),
    Fault.NAMES: (NO_NAMES, RESTART),
    Fault.PORTAL: (
        text(
            "internet.fault.service.portal",
            "A web page, most likely this network's login page, answered in place of the speed test service.",
        ),
        text("internet.fault.service.portal.remedy", "Open any web page, sign in to this network, then measure again."),
    ),
    Fault.CERTIFICATE: (
        text("internet.fault.service.certificate", "No trusted connection to the speed test service could be made."),
        text(
            "internet.fault.service.certificate.remedy",
            "Check this computer's date and time; if they are right, ask who runs this network whether it is filtered.",
        ),
    ),
    Fault.PROXY: (
        text(
            "internet.fault.service.proxy",
            "The proxy of this network wants a login before it lets the speed test through.",
        ),
        text(
            "internet.fault.service.proxy.remedy",
            "Enter the proxy's user name and password in this computer's network settings, then measure again.",
        ),
    ),
    Fault.BLOCKED: (
        text("internet.fault.service.blocked", "The speed test service refused this connection."),
        sentences(
            text("internet.fault.service.blocked.remedy", "Switch off any VPN and measure again in an hour."), _OWN
        ),
    ),
    Fault.LIMITED: (
        text("internet.fault.service.limited", "The speed test service was asked too often from this connection."),
        sentences(text("internet.fault.service.limited.remedy", "Wait an hour, then measure again."), _OWN),
    ),
    Fault.BROKEN: (text("internet.fault.service.broken", "The speed test service is out of order."), _LATER),
    Fault.GARBAGE: (
        text("internet.fault.service.garbage", "The speed test service sent an answer that makes no sense."),
        _LATER,
    ),
    Fault.UNREACHABLE: (
        text("internet.fault.service.unreachable", "The speed test service cannot be reached."),
        Text(),  # names the host, which `explain` knows
    ),
    Fault.TIMEOUT: (
        text("internet.fault.service.timeout", "The speed test service did not answer in time."),
        text(
            "internet.fault.service.timeout.remedy",
            "Stop other downloads and measure again; if it stays so, test with a cable in place of Wi-Fi.",
        ),
    ),
    Fault.NO_SERVERS: (
        text("internet.fault.service.no-servers", "The speed test service named no server to test against."),
        _LATER,
    ),
    Fault.SILENT: (
        text("internet.fault.service.silent", "None of the nearest test servers answered."),
        text(
            "internet.fault.service.silent.remedy",
            "Measure again; if it stays so, ask whoever runs this network, and the security software of this computer, "
            "to allow outgoing connections to port 8080.",
        ),
    ),
    Fault.NO_DATA: (
        text("internet.fault.service.no-data", "The test server answered, but no data came through."),
        sentences(
            text(
                "internet.fault.service.no-data.remedy",
                "Measure again; if it stays so, ask whoever runs this network, and the security software of this "
                "computer, to allow large transfers.",
            ),
            _OWN,
        ),
    ),
    Fault.CUT: (
        text("internet.fault.service.cut", "The connection to the speed test service broke half way."),
        _CHECK_WIRE,
    ),
    Fault.STALLED: (
        text("internet.fault.service.stalled", "The speed test service let hardly any data through."),
        sentences(text("internet.fault.service.stalled.remedy", "Stop other downloads and measure again."), _OWN),
    ),
    Fault.CONSENT: (
        text(
            "internet.fault.service.consent",
            "This speed test's results are published with your address, and nobody has agreed to that.",
        ),
        text(
            "internet.fault.service.consent.remedy",
            "Agree to M-Lab's data policy (c on screen, --accept mlab without one), or choose another provider.",
        ),
    ),
    Fault.MISSING: (
        text("internet.fault.service.missing", "Something that this kind of speed test needs is missing."),
        text(
            "internet.fault.service.missing.remedy",
            "Choose another one with the option `provider`, or name its server with the option `server`.",
        ),
    ),
    Fault.ENDED: (
        text("internet.fault.service.ended", "The check was ended before this was measured."),
        text("internet.fault.service.ended.remedy", "Measure again and let it finish."),
    ),
}
_CHECK_SERVER = text("internet.load.check-server", "Check that it runs and that the option `server` names it rightly.")
_OWN_SERVER: dict[Fault, tuple[Text, Text]] = {
    Fault.NAMES: (
        text("internet.fault.own.names", "The name of your own speed test server cannot be looked up (DNS)."),
        _CHECK_SERVER,
    ),
    Fault.REDIRECT: (
        text(
            "internet.fault.own.redirect",
            "Another host, perhaps this network's login page, was to answer in place of your own speed test server.",
        ),
        text(
            "internet.fault.own.redirect.remedy",
            "Sign in to this network if it asks for that; else give the address it sends to as the option `server`.",
        ),
    ),
    Fault.CERTIFICATE: (
        text("internet.fault.own.certificate", "No trusted connection to your own speed test server could be made."),
        text(
            "internet.fault.own.certificate.remedy",
            "Check this computer's date and time; if the server has no certificate, write http:// in the option "
            "`server`.",
        ),
    ),
    Fault.BLOCKED: (
        text("internet.fault.own.blocked", "Your own speed test server refused this connection."),
        text("internet.fault.own.blocked.remedy", "Ask whoever runs the server to let this computer use it."),
    ),
    Fault.LIMITED: (
        text("internet.fault.own.limited", "Your own speed test server was asked too often from this connection."),
        text("internet.fault.own.limited.remedy", "Wait a while, or ask whoever runs the server to raise its limit."),
    ),
    Fault.BROKEN: (
        text("internet.fault.own.broken", "Your own speed test server is out of order."),
        text("internet.fault.own.broken.remedy", "Tell whoever runs the server."),
    ),
    Fault.GARBAGE: (
        text("internet.fault.own.garbage", "What answered is no speed test server of the kind that was asked for."),
        text(
            "internet.fault.own.garbage.remedy",
            "Check the option `server`: it may name a LibreSpeed, a Speedtest Mini or a deskready responder.",
        ),
    ),
    Fault.UNREACHABLE: (
        text("internet.fault.own.unreachable", "Your own speed test server cannot be reached."),
        _CHECK_SERVER,
    ),
    Fault.TIMEOUT: (
        text("internet.fault.own.timeout", "Your own speed test server did not answer in time."),
        _CHECK_SERVER,
    ),
    Fault.CUT: (
        text("internet.fault.own.cut", "The connection to your own speed test server broke half way."),
        _CHECK_WIRE,
    ),
    Fault.STALLED: (
        text("internet.fault.own.stalled", "Your own speed test server let hardly any data through."),
        text("internet.fault.own.stalled.remedy", "Check that nothing else keeps it busy, then measure again."),
    ),
    Fault.SILENT: (
        text("internet.fault.own.silent", "Your own speed test server did not answer the latency test."),
        text(
            "internet.fault.own.silent.remedy",
            "Check that it serves `speedtest/latency.txt`, with the text `test=test`.",
        ),
    ),
    Fault.NO_DATA: (
        text("internet.fault.own.no-data", "Your own speed test server answered, but no data came through."),
        text(
            "internet.fault.own.no-data.remedy",
            "Check that it serves the `random*.jpg` files and takes uploads in its folder `speedtest`.",
        ),
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
    if not remedy:
        remedy = sentences(_ALLOW_HOST(host=Name(host, Privacy.PUBLIC)), _OWN)
    return Unavailable(reason, remedy=remedy, detail=detail)
