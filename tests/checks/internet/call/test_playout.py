"""The de-jitter buffer, by hand and by its properties."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deskready_checks.internet.call.playout import Playout, replay
from helpers.traces import ROUND_TRIPS, trace_of


def played(rtts: list[float | None], paths: int = 1, device: float = 25) -> Playout:
    found = replay(trace_of(rtts, paths=paths), device)
    assert found is not None
    return found


def test_a_still_line_needs_the_smallest_buffer() -> None:
    found = played([30.0] * 100)
    assert found.buffer_ms == 20
    assert found.delay_ms == pytest.approx(15 + 20 + 20 + 25)
    assert (found.sent, found.lost, found.late, found.burst, found.missing_percent) == (100, 0, 0, 1, 0)
    assert found.missing_interval == pytest.approx((0, 3.6994), abs=1e-3)


def test_the_buffer_grows_with_the_line_and_has_an_end() -> None:
    assert played([30, 80] * 50).buffer_ms == pytest.approx(50)
    assert played([30, 80] * 50).late == 0
    bad = played([30, 330] * 50)
    assert (bad.buffer_ms, bad.late, bad.missing_percent) == (200, 50, 50)


def test_what_comes_too_late_counts_like_what_is_lost() -> None:
    # 99 of 100 vary by 0, so the buffer is 20 ms; one is 21 ms late, and beside it one is lost.
    rtts: list[float | None] = [30.0] * 200
    rtts[50], rtts[51] = 51.5, None
    found = played(rtts)
    assert (found.lost, found.late, found.missing_percent) == (1, 1, 1)
    assert found.burst == pytest.approx(2 * 0.99)


def test_half_of_the_quickest_round_trip_is_one_way() -> None:
    assert played([200, 40, 90], device=0).delay_ms == pytest.approx(20 + 160 + 20)


def test_two_servers_are_one_line() -> None:
    found = played([30, 130] * 50, paths=2)
    assert (found.buffer_ms, found.late) == (20, 0)
    assert found.delay_ms == pytest.approx(15 + 20 + 20 + 25)
    assert played([30, None] * 50, paths=2).lost == 0  # the second server is dead, the line is not


def test_nothing_came_back() -> None:
    assert replay(trace_of([None] * 10)) is None


@settings(deadline=None)
@given(ROUND_TRIPS, st.integers(1, 3))
def test_every_part_lies_where_it_can(rtts: list[float | None], paths: int) -> None:
    found = replay(trace_of(rtts, paths=paths))
    assert (found is None) == all(rtt is None for rtt in rtts)
    if found:
        assert 20 <= found.buffer_ms <= 200
        assert found.delay_ms >= 65
        low, high = found.missing_interval
        assert 0 <= low <= found.missing_percent <= high <= 100
        assert found.lost + found.late < found.sent  # the quickest packet always plays
        assert found.burst >= 1


@settings(deadline=None)
@given(ROUND_TRIPS, st.floats(0, 1000))
def test_distance_adds_delay_and_nothing_else(rtts: list[float | None], more: float) -> None:
    rounded = [None if rtt is None else float(round(rtt)) for rtt in rtts]  # nothing lies on the buffer's very edge
    near = replay(trace_of(rounded))
    far = replay(trace_of([None if rtt is None else rtt + round(more) for rtt in rounded]))
    if near and far and 20 < near.buffer_ms < 200:
        assert far.delay_ms == pytest.approx(near.delay_ms + round(more) / 2, abs=1e-3)
        assert far.buffer_ms == pytest.approx(near.buffer_ms, abs=1e-3)
