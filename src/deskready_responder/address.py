"""Addresses of clients: whom they stand for, and what may be told of them."""

import ipaddress

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_CARRIER = ipaddress.ip_network("100.64.0.0/10")


def parse(host: str) -> Address:
    """An address as a socket gives it; IPv4 inside IPv6 comes out as IPv4."""
    found = ipaddress.ip_address(host.partition("%")[0])
    return getattr(found, "ipv4_mapped", None) or found


def authority(host: str, port: int) -> str:
    """Address and port as a URL has them."""
    found = parse(host)
    return f"{found}:{port}" if found.version == 4 else f"[{found}]:{port}"


def client_key(host: str) -> str:
    """Whom an address stands for: itself, or with IPv6 its network, of which a household has at least one (/64)."""
    found = parse(host)
    if found.version == 4:
        return str(found)
    return str(ipaddress.ip_network((found, 64), strict=False))


def masked(host: str) -> str:
    """An address without what tells one household from the next, for the log: its network of /24 or /48."""
    found = parse(host)
    return str(ipaddress.ip_network((found, 24 if found.version == 4 else 48), strict=False))


def kind(host: str) -> str:
    """What LibreSpeed's own server says of an address that is not public; "" for one that is."""
    found = parse(host)
    if found.is_loopback:
        return f"localhost IPv{found.version} access"
    if found.is_link_local:
        return f"link-local IPv{found.version} access"
    if found in _CARRIER:
        return "CGNAT IPv4 access"
    return f"private IPv{found.version} access" if found.is_private else ""
