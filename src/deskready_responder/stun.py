"""STUN Binding requests and their answers (RFC 8489)."""

import ipaddress
import struct

BINDING_REQUEST, BINDING_SUCCESS, BINDING_ERROR = 0x0001, 0x0101, 0x0111
COOKIE = 0x2112A442
HEADER_SIZE = 20
_XOR_MAPPED_ADDRESS, _ERROR_CODE, _UNKNOWN_ATTRIBUTES, _PADDING = 0x0020, 0x0009, 0x000A, 0x0026
_OPTIONAL = 0x8000
"""From here on an attribute may be ignored by whoever does not know it (section 14)."""


def answer(datagram: bytes, host: str, port: int) -> bytes | None:
    """The answer to a Binding request, which tells the client the address it seems to have.

    Args:
        datagram: What came.
        host: The address it came from.
        port: And its port.

    Returns:
        None where it is no such request, and where the answer would be larger than it: a server that answers a spoofed
        request with more bytes than it took is a weapon. A bare request has 20 bytes and its answer 32, with IPv6 44;
        so a client pads its request, with any attribute from 0x8000 on, or with PADDING (RFC 5780, 7.6).
    """
    kinds = _attributes(datagram)
    if kinds is None:
        return None
    unknown = sorted({kind for kind in kinds if kind < _OPTIONAL and kind != _PADDING})
    transaction = datagram[8:HEADER_SIZE]
    if unknown:
        listed = _attribute(_UNKNOWN_ATTRIBUTES, struct.pack(f">{len(unknown)}H", *unknown))
        reply = _message(BINDING_ERROR, transaction, _attribute(_ERROR_CODE, bytes((0, 0, 4, 20))) + listed)
    else:
        mapped = _attribute(_XOR_MAPPED_ADDRESS, _mapped(datagram, host, port))
        reply = _message(BINDING_SUCCESS, transaction, mapped)
    return reply if len(reply) <= len(datagram) else None


def _attributes(datagram: bytes) -> list[int] | None:
    """The kinds of a Binding request's attributes; None for anything else."""
    if len(datagram) < HEADER_SIZE:
        return None
    kind, length, cookie = struct.unpack_from(">HHI", datagram)
    if kind != BINDING_REQUEST or cookie != COOKIE or length % 4 or length != len(datagram) - HEADER_SIZE:
        return None
    found, at = [], HEADER_SIZE
    while at < len(datagram):
        attribute, size = struct.unpack_from(">HH", datagram, at)
        found.append(attribute)
        at += 4 + size + -size % 4
    return found if at == len(datagram) else None


def _mapped(datagram: bytes, host: str, port: int) -> bytes:
    """XOR-MAPPED-ADDRESS (section 14.2); the cookie and the transaction's id follow each other in the request."""
    address = ipaddress.ip_address(host)
    hidden = bytes(a ^ b for a, b in zip(address.packed, datagram[4:20], strict=False))
    return struct.pack(">BBH", 0, 1 if address.version == 4 else 2, port ^ (COOKIE >> 16)) + hidden


def _attribute(kind: int, value: bytes) -> bytes:
    return struct.pack(">HH", kind, len(value)) + value + bytes(-len(value) % 4)


def _message(kind: int, transaction: bytes, attributes: bytes) -> bytes:
    return struct.pack(">HHI", kind, len(attributes), COOKIE) + transaction + attributes
