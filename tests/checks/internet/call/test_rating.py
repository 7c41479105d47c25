"""From a trace to a rating."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deskready_checks.internet.call.codec import OPUS, Codec
from deskready_checks.internet.call.emodel import rating
from deskready_checks.internet.call.rating import call, rate, worst
from helpers.traces import ROUND_TRIPS, trace_of

G729A = Codec(11.0, 19.0)
"""ITU-T G.113, Appendix I."""

GOOD = trace_of([20.0] * 500)
LATE = trace_of([400.0] * 500)
LOSSY = trace_of(([20.0] * 9 + [None]) * 50)
DEAD = trace_of([None] * 100)


def test_a_good_line_by_hand() -> None:
    found = call(GOOD)
    assert found is not None
    assert found.rating.value == found.rating.high == pytest.approx(rating(10 + 20 + 20 + 25))
    assert found.rating.low == pytest.approx(rating(75, 0.7624), abs=1e-3)


def test_the_worst_call_counts() -> None:
    for traces, expected in ([LATE, GOOD, LOSSY], LOSSY), ([GOOD, LATE], LATE), ([GOOD], GOOD):
        assert worst(traces) == call(expected)


def test_what_may_be_worse_widens_the_interval() -> None:
    short = trace_of([20.0] * 40)  # so few that a tenth may get lost
    slower, certain = call(trace_of([300.0] * 500)), call(short)
    found = worst([trace_of([300.0] * 500), short])
    assert found is not None
    assert slower is not None
    assert certain is not None
    assert (found.rating.value, found.rating.low) == (slower.rating.value, certain.rating.low)
    assert found.rating.low < slower.rating.low


def test_no_call_is_possible_where_nothing_comes_back() -> None:
    assert call(DEAD) is None
    assert worst([GOOD, LATE, DEAD]) is None
    assert worst([DEAD, GOOD]) is None
    assert worst([]) is None


def test_other_equipment() -> None:
    found = call(GOOD)
    assert found is not None
    assert rate(found.playout, more_delay_ms=175).value == pytest.approx(rating(250))
    assert rate(found.playout, G729A).value == pytest.approx(rating(75, 0, 1, G729A))
    assert rate(found.playout, OPUS).value == pytest.approx(rating(75, 0, 1, OPUS))
    slow, far = call(GOOD, 125), call(trace_of([220.0] * 500))  # 100 ms at the ends are 200 ms of round trip
    assert slow is not None
    assert far is not None
    for end in ("value", "low", "high"):
        assert getattr(slow.rating, end) == pytest.approx(getattr(far.rating, end))
    assert slow.rating.samples == far.rating.samples


@settings(deadline=None)
@given(ROUND_TRIPS)
def test_the_interval_is_around_the_rating(rtts: list[float | None]) -> None:
    found = call(trace_of(rtts))
    if found:
        assert 0 <= found.rating.low <= found.rating.value <= found.rating.high < 94


@settings(deadline=None)
@given(st.lists(st.booleans(), min_size=200, max_size=200), st.floats(1, 300), st.floats(0, 300))
def test_a_longer_way_is_never_better(losses: list[bool], rtt: float, more: float) -> None:
    near = call(trace_of([None if lost else rtt for lost in losses]))
    far = call(trace_of([None if lost else rtt + more for lost in losses]))
    if near and far:
        assert far.rating.value <= near.rating.value + 1e-6


def test_independent_losses_are_worse_the_more_there_are() -> None:
    source = random.Random(5)
    order = [source.random() for _ in range(1000)]
    ratings = []
    for share in (0, 0.01, 0.02, 0.05, 0.1, 0.2):
        found = call(trace_of([None if chance < share else 40.0 for chance in order]))
        assert found is not None
        ratings.append(found.rating.value)
    assert ratings == sorted(ratings, reverse=True)
    assert len(set(ratings)) == len(ratings)
