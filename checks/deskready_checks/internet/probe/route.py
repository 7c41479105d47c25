"""Whether this computer knows a way to the internet, and its own address on it. Sends nothing."""

import socket

INTERNET = ("192.0.2.1", "2001:db8::1")
"""Addresses kept for documentation (RFC 5737, RFC 3849): a way to them is a way to the internet."""


def source_address(host: str) -> str | None:
    """This computer's address on the way to a numeric address, or None where there is no way."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((host, 53))
            return str(probe.getsockname()[0])
    except OSError:
        return None


def has_route() -> bool:
    """Whether this computer knows a way to the internet, by IPv4 or IPv6."""
    return any(source_address(host) for host in INTERNET)
