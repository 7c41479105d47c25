"""What came of trying an endpoint."""

from enum import Enum
from typing import NamedTuple


class Failure(Enum):
    """Why an endpoint cannot be used: what a person reads, and what to do."""

    NAME = ("its name cannot be looked up", "Check the name and this network's name servers (DNS).")
    NO_ROUTE = ("there is no way to it", "Connect this computer to the internet; a VPN may be needed.")
    REFUSED = ("it refuses connections", "Ask whoever runs this network's firewall, or the host's owner.")
    TIMEOUT = ("it does not answer in time", "Ask whoever runs this network's firewall to allow this host and port.")
    RESET = ("the connection is cut off", "Look into this computer's security software and this network's firewall.")
    UDP_SILENT = (
        "no packet comes back",
        "Ask whoever runs this network to allow UDP to this host and port.",
    )
    EXPIRED = ("its certificate has expired", "Check this computer's date and time; else tell the host's owner.")
    NOT_YET = ("its certificate is not valid yet", "Check this computer's date and time.")
    WRONG_NAME = ("its certificate is for another host", "Sign in to this network if it asks for that; else tell IT.")
    UNTRUSTED = (
        "this system does not trust who issued its certificate: a login page, a filter or a wrong set-up",
        "Sign in to this network if it asks for that; else show this to your IT support.",
    )
    TLS = ("no encrypted connection can be made", "Look into security software and proxies, or show this to IT.")
    PROXY = ("a proxy or a login page answers in its place", "Sign in to this network or proxy, then measure again.")
    STATUS = ("its web server answers with an error", "Check the address; else tell whoever runs it.")
    NO_WEBSOCKET = ("no WebSocket can be opened", "Ask for WebSockets to be allowed in proxies and security software.")
    NONSENSE = ("what answers makes no sense", "Check the address; else tell whoever runs it.")

    @property
    def reason(self) -> str:
        """Why not, as the end of a sentence."""
        return str(self.value[0])

    @property
    def remedy(self) -> str:
        """What to do, as a sentence."""
        return str(self.value[1])


class Certificate(NamedTuple):
    """Who vouches for a host, where this system trusts them."""

    issuer: str
    """The issuer's name, as it calls itself; cleaned."""
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
