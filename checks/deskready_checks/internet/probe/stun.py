"""STUN Binding requests and their answers (RFC 8489), as far as a probe needs them."""

import socket
import struct
from typing import NamedTuple

PLAIN = 20
"""Bytes of a request without attributes: the header alone."""
PADDED = 44
"""Bytes of a request that is no shorter than its answer, whichever kind of address that holds: who never answers with
more than was asked answers this one."""
VOICE = 172
"""Bytes of a request that looks like 20 ms of G.711: 160 of sound and 12 of RTP header."""
TRANSACTION = 12
"""Bytes of a transaction id."""
_HEADER = struct.Struct("!HHI12s")
_ATTRIBUTE = struct.Struct("!HH")
_REQUEST, _SUCCESS = 0x0001, 0x0101
_COOKIE = 0x2112A442
_MAPPED_ADDRESS, _XOR_MAPPED_ADDRESS = 0x0001, 0x0020
_PADDING = 0xFFFE
"""An attribute that is nobody's: from 0x8000 on, who does not know one passes over it (RFC 8489, 14)."""
_FAMILIES = {1: (socket.AF_INET, 4), 2: (socket.AF_INET6, 16)}


class Address(NamedTuple):
    """An IP address and a port."""

    host: str
    """Numeric, IPv4 or IPv6."""
    port: int
    """1 to 65,535."""


class Answer(NamedTuple):
    """A success response."""

    transaction: bytes
    """The id of the request that it answers."""
    mapped: Address | None
    """Where the request seemed to come from, or None where the answer does not say."""


def binding_request(transaction: bytes, size: int = PLAIN) -> bytes:
    """A Binding request.

    Args:
        transaction: Its id, 12 random bytes.
        size: Its length in bytes: `PLAIN`, `PADDED`, or a multiple of 4 from 24 on.
    """
    body = b"" if size <= PLAIN else _ATTRIBUTE.pack(_PADDING, size - PLAIN - 4) + bytes(size - PLAIN - 4)
    return _HEADER.pack(_REQUEST, len(body), _COOKIE, transaction) + body


def parse_answer(datagram: bytes) -> Answer | None:
    """The success response in a datagram, or None where there is none: anybody may send anything to a port."""
    if len(datagram) < PLAIN:
        return None
    kind, length, cookie, transaction = _HEADER.unpack_from(datagram)
    if kind != _SUCCESS or cookie != _COOKIE or length % 4 or length != len(datagram) - PLAIN:
        return None
    return Answer(transaction, _find_mapped(datagram[PLAIN:], transaction))


def _find_mapped(body: bytes, transaction: bytes) -> Address | None:
    """The mapped address among the attributes; the XORed form, which no router rewrites, before the plain one."""
    plain = None
    at = 0
    while at + _ATTRIBUTE.size <= len(body):
        kind, length = _ATTRIBUTE.unpack_from(body, at)
        value = body[at + 4 : at + 4 + length]
        at += 4 + (length + 3) // 4 * 4
        if kind == _XOR_MAPPED_ADDRESS and (found := _address(value, _COOKIE.to_bytes(4, "big") + transaction)):
            return found
        if kind == _MAPPED_ADDRESS:
            plain = _address(value, bytes(16))
    return plain


def _address(value: bytes, mask: bytes) -> Address | None:
    """The address in an attribute's value, under the mask it was XORed with (RFC 8489, 14.1 and 14.2)."""
    if len(value) < 4 or value[1] not in _FAMILIES:
        return None
    family, size = _FAMILIES[value[1]]
    if len(value) != 4 + size:
        return None
    port = int.from_bytes(value[2:4], "big") ^ int.from_bytes(mask[:2], "big")
    host = bytes(byte ^ masked for byte, masked in zip(value[4:], mask, strict=False))
    return Address(socket.inet_ntop(family, host), port)
