"""SNTP against a server on loopback, and its packets."""

import pytest

from deskready_checks.internet.connection.clock import Offset, clock_offset, parse_answer, request
from helpers.time_server import TimeServer, answer

COOKIE = b"12345678"
NOW = 1_790_000_000.0


@pytest.mark.parametrize("ahead", [0.0, 3.5, -120.0, 86_400.0])
def test_a_wrong_clock(ahead: float) -> None:
    with TimeServer(ahead) as server:
        offset = clock_offset([(server.host, server.port)])
    assert offset
    assert abs(offset.seconds - ahead) <= offset.error + 0.005
    assert 0 <= offset.error < 0.5


def test_the_next_server_where_one_sends_away() -> None:
    with TimeServer(stratum=0) as unwilling, TimeServer(7.0) as willing:
        assert clock_offset([(unwilling.host, unwilling.port)]) is None
        offset = clock_offset([(unwilling.host, unwilling.port), (willing.host, willing.port)])
    assert offset
    assert offset.seconds == pytest.approx(7.0, abs=0.2)


def test_half_the_round_trip_is_the_error() -> None:
    assert parse_answer(answer(request(COOKIE), NOW + 10.1), COOKIE, NOW, NOW + 0.2) == pytest.approx(
        Offset(10.0, 0.1), abs=1e-6
    )


def test_the_era_after_2036() -> None:
    later = 2_100_000_000.0
    offset = parse_answer(answer(request(COOKIE), later), COOKIE, later, later)
    assert offset
    assert offset.seconds == pytest.approx(0.0, abs=1e-5)


def test_what_is_no_answer() -> None:
    good = answer(request(COOKIE), NOW)
    assert parse_answer(good, COOKIE, NOW, NOW)
    assert parse_answer(good[:47], COOKIE, NOW, NOW) is None
    assert parse_answer(good, b"87654321", NOW, NOW) is None
    assert parse_answer(request(COOKIE), COOKIE, NOW, NOW) is None
    assert parse_answer(answer(request(COOKIE), NOW, stratum=16), COOKIE, NOW, NOW) is None
    assert parse_answer(answer(request(COOKIE), NOW, leap=3), COOKIE, NOW, NOW) is None
    assert parse_answer(good[:40] + bytes(8), COOKIE, NOW, NOW) is None


def test_nobody_there() -> None:
    assert clock_offset([("127.0.0.1", 9)]) is None
    assert request(COOKIE)[0] == 0x23
    assert len(request(COOKIE)) == 48
