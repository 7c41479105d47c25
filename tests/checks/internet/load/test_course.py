"""The stop rules, on synthetic traces replayed in no time."""

import random
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deskready_checks.internet.load.course import ABOVE, BELOW, Course, Rules, Stop

TICK = 0.05


def replay(rate: Callable[[float], float], rules: Rules, ticks: int = 400) -> tuple[Course, Stop]:
    """Runs the rules over a transfer whose rate in Mbit/s is a function of time."""
    course, count = Course(rules), 0.0
    for number in range(1, ticks + 1):
        count += rate(number * TICK) * 125_000 * TICK
        if stop := course.feed(number * TICK, round(count)):
            return course, stop
    raise AssertionError("never ended")


def line(mbit: float, ramp: float = 0.6, noise: float = 0.02, seed: int = 1) -> Callable[[float], float]:
    """A line that reaches its speed after `ramp` seconds."""
    source = random.Random(seed)
    return lambda t: mbit * min(t / ramp, 1.0) * max(source.gauss(1, noise), 0.0)


@pytest.mark.parametrize("earliest", [0.5, 1.0])
@pytest.mark.parametrize("mbit", [1, 5, 25, 100, 500, 1000])
def test_full_mode_is_right_and_quick(mbit: float, earliest: float) -> None:
    course, stop = replay(line(mbit), Rules(earliest))
    assert stop in {Stop.NARROW, Stop.BUDGET}
    assert course.estimate.rate == pytest.approx(mbit, rel=0.02)
    assert course.trace.seconds < 5


def test_full_mode_measures_two_seconds_at_least() -> None:
    course, stop = replay(line(20, noise=0), Rules(0.5))
    assert stop is Stop.NARROW
    assert course.estimate.seconds >= 2 - 1e-6


def test_a_line_is_watched_for_as_long_as_something_else_needs_it_full() -> None:
    def span(least: float) -> float:
        return replay(line(25), Rules(0.5, budget=10**9, least_seconds=lambda _: least))[0].trace.seconds

    spans = [span(3.0), span(5.0)]
    assert spans[1] - spans[0] == pytest.approx(2.0, abs=0.11)


def test_an_unsteady_line_takes_its_time() -> None:
    def unsteady(t: float) -> float:
        return 40.0 if int(t / 0.7) % 2 else 10.0

    course, stop = replay(unsteady, Rules(0.5))
    assert stop is Stop.TIME
    assert course.trace.seconds == pytest.approx(10)
    assert course.estimate.rate == pytest.approx(25, rel=0.15)
    assert course.estimate.half > 0.05 * 25


@pytest.mark.parametrize(("mbit", "budget"), [(90, 100e6), (400, 250e6)])
def test_budget_without_a_choice(mbit: float, budget: float) -> None:
    course, stop = replay(lambda t: mbit * (0.7 + 0.6 * (int(t / 0.6) % 2)), Rules(0.5, seconds=30))
    assert stop is Stop.BUDGET
    assert course.trace.total == pytest.approx(budget, rel=0.06)


def test_a_chosen_budget() -> None:
    course, stop = replay(line(100), Rules(0.5, budget=5_000_000))
    assert stop is Stop.BUDGET
    assert 5_000_000 <= course.trace.total < 5_700_000


@pytest.mark.parametrize("quiet_from", [0.0, 1.7])
def test_a_transfer_that_stalls_is_ended(quiet_from: float) -> None:
    course, stop = replay(lambda t: 20 if t < quiet_from else 8e-6, Rules(0.5))
    assert stop is Stop.STALLED
    assert course.trace.seconds <= quiet_from + 3.1


def test_quick_mode_needs_a_need() -> None:
    course, stop = replay(line(100), Rules(0.5, verdict=True))
    assert stop is Stop.NARROW
    assert course.estimate.rate == pytest.approx(100, rel=0.02)


def test_headroom_is_seen_in_a_second() -> None:
    course, stop = replay(line(100), Rules(0.5, need=50, verdict=True))
    assert stop is Stop.MET
    assert course.trace.seconds <= 1.5


@given(share=st.floats(0.1, 5), seed=st.integers(0, 2**16), ramp=st.floats(0.1, 1.5), noise=st.floats(0, 0.08))
@settings(max_examples=150, deadline=None)
def test_no_verdict_is_ever_wrong_outside_ten_percent(share: float, seed: int, ramp: float, noise: float) -> None:
    need = 25.0
    _, stop = replay(line(share * need, ramp, noise, seed), Rules(0.5, need=need, verdict=True))
    if share > ABOVE:
        assert stop is not Stop.MISSED
    elif share < BELOW:
        assert stop is not Stop.MET


@given(rate=st.floats(2, 60), seed=st.integers(0, 2**16), ramp=st.floats(0.1, 1.5), noise=st.floats(0, 0.08))
@settings(max_examples=150, deadline=None)
def test_a_verdict_is_right_against_the_need_and_what_is_recommended(
    rate: float, seed: int, ramp: float, noise: float
) -> None:
    need, good = 10.0, 25.0
    _, stop = replay(line(rate, ramp, noise, seed), Rules(0.5, need=need, good=good, verdict=True))
    if stop is Stop.MET:
        assert rate > BELOW * good
    elif stop is Stop.MISSED:
        assert rate < ABOVE * need
    elif stop is Stop.BETWEEN:
        assert BELOW * need < rate < ABOVE * good


@pytest.mark.parametrize(("rate", "verdict"), [(5, Stop.MISSED), (16, Stop.BETWEEN), (60, Stop.MET)])
def test_each_verdict_is_soon_certain_where_it_is_clear(rate: float, verdict: Stop) -> None:
    course, stop = replay(line(rate), Rules(0.5, need=10, good=25, verdict=True))
    assert stop is verdict
    assert course.trace.seconds < 4


def test_enough_is_not_taken_for_good() -> None:
    """Half as much again as the need would do, but says nothing of what is recommended."""
    course, stop = replay(line(28), Rules(0.5, need=10, good=25, verdict=True))
    assert stop in {Stop.MET, Stop.NARROW}
    assert course.estimate.rate - course.estimate.half > 25


@pytest.mark.parametrize("share", [0.95, 1.0, 1.05])
@pytest.mark.parametrize("seed", range(5))
def test_near_the_need_nothing_is_certain(share: float, seed: int) -> None:
    _, stop = replay(line(share * 25, 0.6, 0.02, seed), Rules(0.5, need=25, verdict=True))
    assert stop not in {Stop.MET, Stop.MISSED}


@pytest.mark.parametrize("share", [0.3, 0.6, 0.85])
def test_a_line_that_is_too_slow_is_seen_soon(share: float) -> None:
    course, stop = replay(line(share * 25), Rules(0.5, need=25, verdict=True))
    assert stop in {Stop.MISSED, Stop.NARROW}
    assert course.trace.seconds < 4


@given(st.lists(st.integers(0, 2_000_000), min_size=1, max_size=250), st.booleans())
@settings(deadline=None)
def test_every_course_ends_and_its_estimate_lies_within_what_was_seen(steps: list[int], verdict: bool) -> None:
    course, count = Course(Rules(0.5, need=10, verdict=verdict)), 0
    for number, more in enumerate(steps, 1):
        count += more
        stop = course.feed(number * TICK, count)
        assert 0 <= course.estimate.rate <= max(steps) * 8e-6 / TICK * (1 + 1e-6)
        if stop:
            break
    else:
        assert len(steps) * TICK < 10
