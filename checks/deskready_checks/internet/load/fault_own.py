"""What a person reads where a server of one's own was to be used, as far as that differs."""

from deskready.plugin import Text, text
from deskready_checks.internet.load.fault import Fault
from deskready_checks.internet.load.fault_service import CHECK_WIRE

_CHECK_SERVER = text("internet.load.check-server", "Check that it runs and that the option `server` names it rightly.")
_TAKES_UPLOADS = text(
    "internet.load.takes-uploads",
    "Check that the server itself, and no filter before it, reads uploads to their end and answers them.",
)
OWN_SERVER: dict[Fault, tuple[Text, Text]] = {
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
    Fault.UNTRUSTED: (
        text(
            "internet.fault.own.untrusted",
            "This computer does not trust the certificate of your own speed test server.",
        ),
        text(
            "internet.fault.own.untrusted.remedy",
            "If it is your company's certificate, ask IT for it, and name its file in the variable SSL_CERT_FILE or "
            "REQUESTS_CA_BUNDLE; a server without one is written with http://.",
        ),
    ),
    Fault.TOO_EARLY: (
        text(
            "internet.fault.own.too-early",
            "The upload was answered before it had arrived: your own speed test server does not read uploads.",
        ),
        _TAKES_UPLOADS,
    ),
    Fault.NOT_TAKEN: (
        text(
            "internet.fault.own.not-taken",
            "What answered the upload was not your own speed test server's word that it had it.",
        ),
        _TAKES_UPLOADS,
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
        CHECK_WIRE,
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
"""Reason and remedy of each fault."""
