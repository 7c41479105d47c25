"""STUN messages, against RFC 5769's test vectors and against whatever anybody may send."""

import os
import struct
from ipaddress import ip_address

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deskready_checks.internet.probe.stun import PADDED, PLAIN, VOICE, Address, Answer, binding_request, parse_answer
from deskready_responder.stun import answer
from helpers.stun_server import success

SAMPLE_IPV4 = bytes.fromhex(  # RFC 5769, 2.2
    "0101003c2112a442b7e7a701bc34d686fa87dfae8022000b7465737420766563746f7220002000080001a147e112a643"
    "000800142b91f599fd9e90c38c7489f92af9ba53f06be7d780280004c07d4c96"
)
SAMPLE_IPV6 = bytes.fromhex(  # RFC 5769, 2.3
    "010100482112a442b7e7a701bc34d686fa87dfae8022000b7465737420766563746f7220002000140002a1470113a9fa"
    "a5d3f179bc25f4b5bed2b9d900080014a382954e4be67bf11784c97c8292c275bfe3ed4180280004c8fb0b4c"
)
ID = bytes.fromhex("b7e7a701bc34d686fa87dfae")


def test_published_responses() -> None:
    assert parse_answer(SAMPLE_IPV4) == Answer(ID, Address("192.0.2.1", 32853))
    assert parse_answer(SAMPLE_IPV6) == Answer(ID, Address("2001:db8:1234:5678:11:2233:4455:6677", 32853))


def test_a_plain_request_is_a_header() -> None:
    assert binding_request(ID) == bytes.fromhex("000100002112a442") + ID
    assert len(binding_request(ID)) == PLAIN


def test_a_padded_request_is_as_long_as_a_voice_packet_and_holds_one_optional_attribute() -> None:
    request = binding_request(ID, VOICE)
    kind, length = struct.unpack_from("!HH", request, 20)
    assert (len(request), kind >= 0x8000, length) == (172, True, 172 - 24)
    assert struct.unpack_from("!H", request, 2)[0] == 172 - 20


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1"])
def test_a_responder_of_ones_own_answers_what_is_padded_and_nothing_shorter(host: str) -> None:
    reply = answer(binding_request(ID, PADDED), host, 32853)
    assert reply
    assert parse_answer(reply) == Answer(ID, Address(host, 32853))
    assert answer(binding_request(ID), host, 32853) is None


def test_the_plain_mapped_address_counts_where_there_is_no_other() -> None:
    value = struct.pack("!BBH", 0, 1, 4711) + bytes([192, 0, 2, 9])
    body = struct.pack("!HH", 0x0001, 8) + value
    message = struct.pack("!HHI", 0x0101, len(body), 0x2112A442) + ID + body
    assert parse_answer(message) == Answer(ID, Address("192.0.2.9", 4711))


@pytest.mark.parametrize(
    "spoilt",
    [
        b"",
        SAMPLE_IPV4[:19],
        SAMPLE_IPV4[:-1],
        SAMPLE_IPV4 + b"more",
        b"\x01\x11" + SAMPLE_IPV4[2:],
        SAMPLE_IPV4[:4] + b"\x00\x00\x00\x00" + SAMPLE_IPV4[8:],
        binding_request(ID),
    ],
)
def test_what_is_no_success_response(spoilt: bytes) -> None:
    assert parse_answer(spoilt) is None


@pytest.mark.parametrize(
    "value", [b"", b"\x00\x01", b"\x00\x03" + bytes(6), b"\x00\x01" + bytes(7), b"\x00\x02" + bytes(6)]
)
def test_an_address_that_is_none(value: bytes) -> None:
    body = struct.pack("!HH", 0x0020, len(value)) + value + bytes(-len(value) % 4)
    message = struct.pack("!HHI", 0x0101, len(body), 0x2112A442) + ID + body
    assert parse_answer(message) == Answer(ID, None)


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_no_attributes_break_it(body: bytes) -> None:
    body = body[: len(body) // 4 * 4]
    found = parse_answer(struct.pack("!HHI", 0x0101, len(body), 0x2112A442) + ID + body)
    assert found is not None
    assert found.transaction == ID


@settings(deadline=None)
@given(st.ip_addresses(), st.integers(1, 65_535))
def test_what_a_server_says_is_understood(host: object, port: int) -> None:
    request = binding_request(os.urandom(12))
    answer = parse_answer(success(request, str(host), port))
    assert answer is not None
    assert answer.transaction == request[8:20]
    assert answer.mapped is not None
    assert (ip_address(answer.mapped.host), answer.mapped.port) == (host, port)
