"""The STUN server's answers, held against a codec of the test's own."""

import ipaddress
import os
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskready_responder.stun import answer

COOKIE = b"\x21\x12\xa4\x42"
SOFTWARE, PADDING, CHANGE_REQUEST = 0x8022, 0x0026, 0x0003


def attribute(kind: int, value: bytes) -> bytes:
    return kind.to_bytes(2, "big") + len(value).to_bytes(2, "big") + value + b"\0" * (-len(value) % 4)


def binding(attributes: bytes = b"", transaction: bytes = b"abcdefghijkl", kind: int = 1) -> bytes:
    return struct.pack(">HH", kind, len(attributes)) + COOKIE + transaction + attributes


def decode(message: bytes) -> tuple[int, bytes, dict[int, bytes]]:
    kind, length = struct.unpack_from(">HH", message)
    assert len(message) == 20 + length
    assert message[4:8] == COOKIE
    found, rest = {}, message[20:]
    while rest:
        name, size = struct.unpack_from(">HH", rest)
        found[name] = rest[4 : 4 + size]
        rest = rest[4 + size + -size % 4 :]
    return kind, message[8:20], found


@given(st.ip_addresses(), st.integers(1, 65_535), st.binary(min_size=12, max_size=12))
def test_the_client_learns_its_address(
    address: ipaddress.IPv4Address | ipaddress.IPv6Address, port: int, transaction: bytes
) -> None:
    reply = answer(binding(attribute(SOFTWARE, bytes(40)), transaction), str(address), port)
    assert reply is not None
    kind, echoed, found = decode(reply)
    assert (kind, echoed, list(found)) == (0x0101, transaction, [0x0020])
    value = found[0x0020]
    assert value[1] == (1 if address.version == 4 else 2)
    assert int.from_bytes(value[2:4], "big") ^ 0x2112 == port
    assert bytes(a ^ b for a, b in zip(value[4:], COOKIE + transaction, strict=False)) == address.packed


def test_the_sample_of_rfc_5769_is_met() -> None:
    """RFC 5769, 2.2: 192.0.2.1 port 32853 is a1 47 e1 12 a6 43 in XOR-MAPPED-ADDRESS."""
    transaction = bytes.fromhex("b7e7a701bc34d686fa87dfae")
    reply = answer(binding(attribute(SOFTWARE, bytes(16)), transaction), "192.0.2.1", 32853)
    assert reply is not None
    assert decode(reply)[2][0x0020].hex() == "0001a147e112a643"


@pytest.mark.parametrize(("address", "size"), [("192.0.2.1", 32), ("2001:db8::1", 44)])
def test_a_bare_request_gets_no_answer_and_one_as_long_as_the_answer_does(address: str, size: int) -> None:
    assert answer(binding(), address, 5) is None
    assert answer(binding(attribute(SOFTWARE, bytes(size - 28))), address, 5) is None
    reply = answer(binding(attribute(SOFTWARE, bytes(size - 24))), address, 5)
    assert reply is not None
    assert len(reply) == size


def test_padding_as_rfc_5780_has_it_is_understood() -> None:
    reply = answer(binding(attribute(PADDING, bytes(60))), "192.0.2.1", 5)
    assert reply is not None
    assert decode(reply)[0] == 0x0101


def test_what_must_be_understood_and_is_not_is_named() -> None:
    request = binding(attribute(CHANGE_REQUEST, bytes(4)) + attribute(SOFTWARE, bytes(40)))
    reply = answer(request, "192.0.2.1", 5)
    assert reply is not None
    kind, _, found = decode(reply)
    assert kind == 0x0111
    assert found[0x0009][2:4] == bytes((4, 20))
    assert found[0x000A] == CHANGE_REQUEST.to_bytes(2, "big")


@pytest.mark.parametrize(
    "datagram",
    [
        b"",
        bytes(200),
        binding(attribute(SOFTWARE, bytes(40)), kind=0x0101),  # an answer: two servers must not answer each other
        binding(attribute(SOFTWARE, bytes(40)), kind=0x0111),
        binding(attribute(SOFTWARE, bytes(40)), kind=0x0003),
        binding(attribute(SOFTWARE, bytes(40)))[:-4],
        binding(attribute(SOFTWARE, bytes(40))) + bytes(4),
        binding(attribute(SOFTWARE, bytes(40))[:40]),  # an attribute that ends behind the message
        binding(attribute(SOFTWARE, bytes(40))).replace(COOKIE, bytes(4)),
    ],
)
def test_anything_else_gets_no_answer(datagram: bytes) -> None:
    assert answer(datagram, "192.0.2.1", 5) is None


@given(st.binary(max_size=200) | st.binary(max_size=100).map(lambda data: binding(data[: len(data) // 4 * 4])))
def test_no_answer_is_larger_than_its_request_or_is_itself_answered(datagram: bytes) -> None:
    reply = answer(datagram, "2001:db8::1", 5)
    if reply is not None:
        assert len(reply) <= len(datagram)
        assert answer(reply + os.urandom(0), "2001:db8::1", 5) is None
