"""What came of trying an endpoint."""

from enum import Enum
from typing import NamedTuple

from deskready.plugin import Text, text

_CHECK = text("internet.reachable.check-address", "Check the address; else tell whoever runs it.")


class Failure(Enum):
    """Why an endpoint cannot be used: what a person reads, and what to do."""

    NAME = (
        text("internet.reachable.name", "its name cannot be looked up"),
        text("internet.reachable.name.remedy", "Check the name and this network's name servers (DNS)."),
    )
    NO_ROUTE = (
        text("internet.reachable.no-route", "there is no way to it"),
        text("internet.reachable.no-route.remedy", "Connect this computer to the internet; a VPN may be needed."),
    )
    REFUSED = (
        text("internet.reachable.refused", "it refuses connections"),
        text("internet.reachable.refused.remedy", "Ask whoever runs this network's firewall, or the host's owner."),
    )
    TIMEOUT = (
        text("internet.reachable.timeout", "it does not answer in time"),
        text(
            "internet.reachable.timeout.remedy", "Ask whoever runs this network's firewall to allow this host and port."
        ),
    )
    RESET = (
        text("internet.reachable.reset", "the connection is cut off"),
        text(
            "internet.reachable.reset.remedy",
            "Look into this computer's security software and this network's firewall.",
        ),
    )
    UDP_SILENT = (
        text("internet.reachable.udp-silent", "no packet comes back"),
        text(
            "internet.reachable.udp-silent.remedy", "Ask whoever runs this network to allow UDP to this host and port."
        ),
    )
    EXPIRED = (
        text("internet.reachable.expired", "its certificate has expired"),
        text("internet.reachable.expired.remedy", "Check this computer's date and time; else tell the host's owner."),
    )
    NOT_YET = (
        text("internet.reachable.not-yet", "its certificate is not valid yet"),
        text("internet.reachable.not-yet.remedy", "Check this computer's date and time."),
    )
    WRONG_NAME = (
        text("internet.reachable.wrong-name", "its certificate is for another host"),
        text("internet.reachable.wrong-name.remedy", "Sign in to this network if it asks for that; else tell IT."),
    )
    UNTRUSTED = (
        text(
            "internet.reachable.untrusted",
            "this system does not trust who issued its certificate: a login page, a filter or a wrong set-up",
        ),
        text(
            "internet.reachable.untrusted.remedy",
            "Sign in to this network if it asks for that; if your company inspects connections, ask IT for "
            "the company's certificate.",
        ),
    )
    BUNDLE = (
        text("internet.reachable.bundle", "the certificates that this computer was told to trust cannot be read"),
        text(
            "internet.reachable.bundle.remedy",
            "Correct the variable SSL_CERT_FILE or REQUESTS_CA_BUNDLE: it is to name the file of your company's "
            "certificate, or nothing.",
        ),
    )
    TLS = (
        text("internet.reachable.tls", "no encrypted connection can be made"),
        text("internet.reachable.tls.remedy", "Look into security software and proxies, or show this to IT."),
    )
    PROXY = (
        text("internet.reachable.proxy", "a proxy or a login page answers in its place"),
        text("internet.reachable.proxy.remedy", "Sign in to this network or proxy, then measure again."),
    )
    STATUS = (text("internet.reachable.status", "its web server answers with an error"), _CHECK)
    NO_WEBSOCKET = (
        text("internet.reachable.no-websocket", "no WebSocket can be opened"),
        text(
            "internet.reachable.no-websocket.remedy",
            "Ask for WebSockets to be allowed in proxies and security software.",
        ),
    )
    NONSENSE = (text("internet.reachable.nonsense", "what answers makes no sense"), _CHECK)

    @property
    def reason(self) -> Text:
        """Why not, as the end of a sentence."""
        return self.value[0]

    @property
    def remedy(self) -> Text:
        """What to do, as a sentence."""
        return self.value[1]


class Certificate(NamedTuple):
    """Who vouches for a host, where this system trusts them."""

    issuer: str
    """The issuer's name, as it calls itself, or ""; cleaned."""
    public: bool
    """Whether it leads to an authority that Mozilla lists, as every browser does. Where it does not, an employer, a
    filter or security software added an authority to this system: it may be the host's own, or something between that
    reads along. Which of the two cannot be told from here."""


class Finding(NamedTuple):
    """One endpoint's."""

    failure: Failure | None
    """Why it cannot be used, or None where it can."""
    detail: str = ""
    """The system's own words, or the status."""
    certificate: Certificate | None = None
    """Of an encrypted connection that was made."""
    ms: float | None = None
    """How long opening the TCP connection took."""


class Stopped(Exception):  # noqa: N818 - it is no error but a finding
    """Trying ended here.

    Args:
        failure: Why.
        detail: In the system's words.
    """

    def __init__(self, failure: Failure, detail: str = "") -> None:
        super().__init__(detail)
        self.failure = failure
        self.detail = detail
