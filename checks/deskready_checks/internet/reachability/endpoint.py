"""An endpoint that work needs: what a profile lists, read from one line of text."""

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from deskready.plugin import Unavailable

MOST = 40
"""How many endpoints a list may have."""


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


def parse_endpoints(text: str) -> list[Endpoint]:
    """The endpoints in a list: `tcp:host:port`, `tls:host:port`, `udp:host:port`, `wss://host/path`, `https://host/path`.

    Args:
        text: They stand between blanks.

    Raises:
        Unavailable: There is none, there are too many, or one is none of these.
    """
    words = text.split()
    if not words:
        raise Unavailable(
            "No endpoints are listed.", remedy="Choose your employer's profile, or list them as the option `endpoints`."
        )
    if len(words) > MOST:
        raise Unavailable("Too many endpoints are listed.", remedy=f"List at most {MOST}.")
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
        f"Endpoint {number} of the list cannot be read.",
        remedy="Write it as tcp:host:port, tls:host:port, udp:host:port, wss://host/path or https://host/path.",
        detail=word,
    )
