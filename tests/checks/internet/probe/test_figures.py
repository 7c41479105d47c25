"""The figures of a line beside what they are made of."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deskready.plugin import Metric, Unit
from deskready_checks.internet.probe.figures import CLOCK_MS, Figure, figures, median, share
from deskready_checks.internet.probe.interval import median_interval, wilson
from deskready_checks.internet.probe.trace import Trace
from helpers.traces import ROUND_TRIPS, trace_of


def test_a_line_by_hand() -> None:
    found = figures(trace_of([20, 22, None, 19, 19]))
    assert found.times == pytest.approx((19, 19, 20, 22))
    assert found.latency is not None
    assert found.latency.value == pytest.approx(19.5)
    assert found.latency.samples == 4
    assert found.jitter is not None
    assert found.jitter.value == pytest.approx(5 / 3)
    assert found.jitter.samples == 3
    assert found.loss == Figure(20.0, wilson(1, 5)[0] * 100, wilson(1, 5)[1] * 100, 5)


def test_the_nearest_server_counts_and_one_that_alone_loses_is_left_out() -> None:
    found = figures(trace_of([90.0, 20.0] * 50, paths=2))
    assert found.times == pytest.approx([20.0] * 50)
    busy = figures(trace_of([20.0, None] * 50, paths=2))
    assert busy.trace.paths == (0,)
    assert busy.loss is not None
    assert (busy.loss.value, busy.loss.samples) == (0, 50)


def test_what_this_computer_cannot_time_any_better_is_in_the_interval() -> None:
    """Probes may have left 2 ms later than noted: the line may be so much quicker, and never slower."""
    exact = trace_of([20.0] * 100)
    loose = figures(Trace(tuple(replace(probe, slack=0.002) for probe in exact.probes)))
    assert loose.latency is not None
    assert (loose.latency.low, loose.latency.high) == pytest.approx((18 - CLOCK_MS, 20 + CLOCK_MS))
    assert loose.jitter is not None
    assert (loose.jitter.low, loose.jitter.high) == pytest.approx((0, 2 + CLOCK_MS))


def test_nothing_was_sent_or_came_back() -> None:
    empty, silent = figures(Trace(())), figures(trace_of([None] * 10))
    assert (empty.times, empty.latency, empty.jitter, empty.loss) == ((), None, None, None)
    assert (silent.times, silent.latency, silent.jitter) == ((), None, None)
    assert silent.loss is not None
    assert silent.loss.value == 100


def test_a_figure_becomes_a_measurement() -> None:
    made = Figure(2.0, 1.0, 4.0, 9).measured(Metric("a.b", "B", Unit.MILLISECOND), "by hand")
    assert (made.value, made.low, made.high, made.samples, made.method.words) == (2.0, 1.0, 4.0, 9, "by hand")
    assert Figure(2.0, 1.0, 4.0, 9).through(lambda ms: 10 * ms) == Figure(20.0, 10.0, 40.0, 9)


@settings(deadline=None)
@given(st.lists(st.floats(0, 1e6), min_size=1))
def test_the_median_lies_in_its_interval(samples: list[float]) -> None:
    ordered = sorted(samples)
    found = median(ordered)
    assert (found.low, found.high) == median_interval(ordered)
    assert found.low <= found.value <= found.high


def test_shares_are_in_percent() -> None:
    assert share(1, 4) == Figure(25.0, wilson(1, 4)[0] * 100, wilson(1, 4)[1] * 100, 4)


@settings(deadline=None)
@given(ROUND_TRIPS, st.integers(1, 3))
def test_intervals_are_around_their_values(rtts: list[float | None], paths: int) -> None:
    found = figures(trace_of(rtts, paths=paths))
    for figure in (found.latency, found.jitter, found.loss):
        if figure:
            assert 0 <= figure.low <= figure.value <= figure.high
            assert figure.samples > 0
