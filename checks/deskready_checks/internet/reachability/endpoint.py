"""An endpoint that work needs: what a profile lists, read from one line of text."""

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from deskready.plugin import Unavailable, message, text

MOST = 40
"""How many endpoints a list may have."""
_NONE = text("internet.reachability.none", "No endpoints are listed.")
_TOO_MANY = text("internet.reachability.too-many", "Too many endpoints are listed.")
_WRITE = text(
    "internet.reachability.write",
    "Write it as tcp:host:port, tls:host:port, udp:host:port, wss://host/path or https://host/path.",
)
_CHOOSE = text(
    "internet.reachability.choose",
    "Choose your employer's profile, or list them as the option `endpoints`.",
)
_AT_MOST = message("internet.reachability.at-most", "List at most {most}.")
_UNREADABLE = message("internet.reachability.unreadable", "Endpoint {number} of the list cannot be read.")


class Kind(StrEnum):
    """How an endpoint is tried."""

    TCP = "tcp"
    """A connection."""
    TLS = "tls"
    """A connection, encrypted, with a certificate that this system trusts."""
    UDP = "udp"
    """A STUN Binding request that is answered, as by a softphone's media server or a TURN server."""
    WSS = "wss"
    """A WebSocket, encrypted."""
    HTTPS = "https"
    """A web page."""


@dataclass(frozen=True)
class Endpoint:
    """One endpoint."""

    kind: Kind
    host: str
    port: int
    path: str = "/"

    @property
    def name(self) -> str:
        """As a person would write it; it names a host."""
        return f"{self.kind}:{self.host}:{self.port}"


def parse_endpoints(listed: str) -> list[Endpoint]:
    """The endpoints in a list: `tcp:host:port`, `tls:host:port`, `udp:host:port`, `wss://host/path`, `https://host/path`.

    Args:
        listed: They stand between blanks.

    Raises:
        Unavailable: There is none, there are too many, or one is none of these.
    """
    words = listed.split()
    if not words:
        raise Unavailable(_NONE, remedy=_CHOOSE)
    if len(words) > MOST:
        raise Unavailable(_TOO_MANY, remedy=_AT_MOST(most=MOST))
    return [_parse(number, word) for number, word in enumerate(words, 1)]


def _parse(number: int, word: str) -> Endpoint:
    scheme, colon, rest = word.partition(":")
    try:
        kind = Kind(scheme.lower())
        parts = urlsplit(word if rest.startswith("//") else f"{scheme}://{rest}")
        host, port, path = parts.hostname or "", parts.port, parts.path
    except ValueError:  # no such kind, a port that is no number, a broken IPv6 address
        raise _unreadable(number, word) from None
    web = kind in (Kind.WSS, Kind.HTTPS)
    port = 443 if web and port is None else port
    named = bool(colon and host and port) and host.isascii() and parts.username is None
    query = f"?{parts.query}" if parts.query else ""
    if not named or rest.startswith("//") is not web or not (path + query).isascii() or (path and not web):
        raise _unreadable(number, word)
    return Endpoint(kind, host, port or 0, (path or "/") + query)


def _unreadable(number: int, word: str) -> Unavailable:
    return Unavailable(
        _UNREADABLE(number=number),
        remedy=_WRITE,
        detail=word,
    )
