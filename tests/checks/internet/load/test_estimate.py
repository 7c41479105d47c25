"""The estimate and its interval, against samples whose truth is known."""

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskready_checks.internet.load.estimate import FRAME_BYTES, UNCOUNTED, estimate, half_width, systematic
from deskready_checks.internet.load.trace import Trace

from .test_trace import steady


def ar1(count: int, correlation: float, source: random.Random) -> list[float]:
    """A process of order 1 around 100 with a standard deviation of 5."""
    value, values = source.gauss(0, 5), []
    for _ in range(count):
        value = correlation * value + source.gauss(0, 5 * math.sqrt(1 - correlation**2))
        values.append(100 + value)
    return values


def test_steady_batches_are_certain() -> None:
    found = estimate(steady(80, 3), 1.0)
    assert found.rate == pytest.approx(80)
    assert found.half == pytest.approx(systematic(80, 2, 0)), "what a steady rate does not show"
    assert found.half < 0.0015 * 80
    assert found.seconds == pytest.approx(2)
    assert found.batches == 8


def test_a_slow_line_cannot_be_told_more_exactly_than_by_a_frame() -> None:
    found = estimate(steady(0.4, 3), 1.0)
    assert found.half == pytest.approx(0.4 * UNCOUNTED + FRAME_BYTES * 8e-6 / 2)


def test_readings_that_took_long_make_the_rate_less_certain() -> None:
    trace = Trace()
    for number in range(1, 61):
        trace.add(number * 0.05, number * 500_000, slack=0.02 if number in (20, 60) else 0.0)
    assert estimate(trace, 1.0).half == pytest.approx(systematic(80, 2, 0.04))
    assert estimate(trace, 2.0).half == pytest.approx(systematic(80, 1, 0.02)), "only those at its ends count"


def test_three_batches_say_nothing() -> None:
    assert half_width([1, 2, 3]) == math.inf
    assert half_width([1, 2, 3, 2]) < math.inf


def test_by_hand() -> None:
    # r = -0.7 + 0.2, so a third of the variance; stdev 1.5811; t(4) = 2.776
    assert half_width([1, 5, 2, 4, 3]) == pytest.approx(2.776 * 1.5811 / math.sqrt(5) * math.sqrt(1 / 3), rel=0.01)


def test_correlation_widens() -> None:
    # 1..5 hang together: r = 0.4 + 0.2, so four times the variance
    assert half_width([1, 2, 3, 4, 5]) == pytest.approx(2.776 * 1.5811 / math.sqrt(5) * 2, rel=0.01)


@pytest.mark.parametrize(("correlation", "least"), [(-0.5, 0.94), (0.0, 0.92), (0.4, 0.86)])
def test_holds_the_truth_about_as_often_as_it_says(correlation: float, least: float) -> None:
    source = random.Random(3)
    runs = [ar1(24, correlation, source) for _ in range(600)]
    held = sum(abs(sum(run) / len(run) - 100) <= half_width(run) for run in runs)
    assert held / len(runs) >= least


@given(st.lists(st.floats(0, 1e5), min_size=4, max_size=60), st.floats(0.1, 100))
def test_scales_with_the_unit_and_is_never_negative(values: list[float], factor: float) -> None:
    width = half_width(values)
    assert width >= 0
    assert half_width([value * factor for value in values]) == pytest.approx(width * factor, rel=1e-3, abs=1e-6)
