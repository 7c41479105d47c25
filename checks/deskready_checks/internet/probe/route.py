"""Whether this computer knows a way to the internet."""

import socket

_ROUTES = ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1"))  # kept for documentation: RFC 5737, 3849


def has_route() -> bool:
    """Whether this computer knows a way to the internet, by IPv4 or IPv6. Sends nothing."""
    for family, address in _ROUTES:
        try:
            with socket.socket(family, socket.SOCK_DGRAM) as probe:
                probe.connect((address, 53))
        except OSError:
            continue
        return True
    return False
