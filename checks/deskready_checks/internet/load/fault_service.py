"""What a person reads where a public service was to be used."""

from deskready.plugin import Text, message, sentences, text
from deskready_checks.internet.load.fault import Fault
from deskready_checks.internet.load.fault_between import ASK_INSPECTION
from deskready_checks.internet.probe.advice import CONNECT, LATER, NO_NAMES, OFFLINE, RESTART

OWN = text("internet.load.own", "Or choose a server of your own with the option `server`.")
"""What else may be done where a service cannot be used."""
_LATER = sentences(LATER, OWN)
ALLOW_HOST = message(
    "internet.fault.allow-host",
    "If other web pages open, ask whoever runs this network, and the security software of this computer, to allow "
    "{host}.",
)
"""What to do where a host is not reached."""
CHECK_WIRE = text("internet.fault.check-wire", "Check the cable or the Wi-Fi's signal, then measure again.")
"""What to do where a connection breaks."""

SERVICE: dict[Fault, tuple[Text, Text]] = {
    Fault.OFFLINE: (OFFLINE, CONNECT),
    Fault.NAMES: (NO_NAMES, RESTART),
    Fault.PORTAL: (
        text(
            "internet.fault.service.portal",
            "A web page, most likely this network's login page, answered in place of the speed test service.",
        ),
        text(
            "internet.fault.service.portal.remedy",
            "Open any web page, sign in to this network, then measure again. If no login page opens, show this to your "
            "company's IT: it may be a filter's block page.",
        ),
    ),
    Fault.CERTIFICATE: (
        text("internet.fault.service.certificate", "No trusted connection to the speed test service could be made."),
        text(
            "internet.fault.service.certificate.remedy",
            "Check this computer's date and time; if they are right, ask who runs this network whether it is filtered.",
        ),
    ),
    Fault.UNTRUSTED: (
        text(
            "internet.fault.service.untrusted",
            "This computer does not trust the certificate that came in the speed test service's place.",
        ),
        text(
            "internet.fault.service.untrusted.remedy",
            "If your company inspects connections, ask IT for the company's certificate, and name its file in the "
            "variable SSL_CERT_FILE or REQUESTS_CA_BUNDLE. Else check the date and time.",
        ),
    ),
    Fault.TOO_EARLY: (
        text(
            "internet.fault.service.too-early",
            "The upload was answered before it had arrived, so the speed test service cannot have counted it.",
        ),
        ASK_INSPECTION,
    ),
    Fault.NOT_TAKEN: (
        text(
            "internet.fault.service.not-taken",
            "What answered the upload was not the speed test service's own word that it had it.",
        ),
        ASK_INSPECTION,
    ),
    Fault.BLOCKED: (
        text("internet.fault.service.blocked", "The speed test service refused this connection."),
        sentences(
            text("internet.fault.service.blocked.remedy", "Switch off any VPN and measure again in an hour."), OWN
        ),
    ),
    Fault.LIMITED: (
        text("internet.fault.service.limited", "The speed test service was asked too often from this connection."),
        sentences(text("internet.fault.service.limited.remedy", "Wait an hour, then measure again."), OWN),
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
            OWN,
        ),
    ),
    Fault.CUT: (
        text("internet.fault.service.cut", "The connection to the speed test service broke half way."),
        CHECK_WIRE,
    ),
    Fault.STALLED: (
        text("internet.fault.service.stalled", "The speed test service let hardly any data through."),
        sentences(text("internet.fault.service.stalled.remedy", "Stop other downloads and measure again."), OWN),
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
"""Reason and remedy of each fault."""
