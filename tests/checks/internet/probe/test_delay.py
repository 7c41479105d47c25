"""Figures of delay, by hand and by their properties."""

import math
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deskready_checks.internet.probe.delay import jitter, nearest_path, percentile, rfc3550, steps, variations
from deskready_checks.internet.probe.trace import Trace
from helpers.traces import ROUND_TRIPS, trace_of


@pytest.mark.parametrize(("percent", "expected"), [(1, 1), (50, 50), (95, 95), (99, 99), (99.5, 100), (100, 100)])
def test_percentiles_of_a_hundred(percent: float, expected: int) -> None:
    assert percentile(range(1, 101), percent) == expected


@settings(deadline=None)
@given(st.lists(st.floats(0, 1e6), min_size=1), st.floats(0.1, 100))
def test_a_percentile_is_the_smallest_sample_that_enough_do_not_exceed(samples: list[float], percent: float) -> None:
    ordered = sorted(samples)
    found = percentile(ordered, percent)
    needed = math.ceil(len(ordered) * percent / 100)
    assert sum(sample <= found for sample in ordered) >= needed
    assert sum(sample < found for sample in ordered) < needed


def test_jitter_by_hand() -> None:
    # |22-20| + |19-22| + |19-19| = 5, of three; what was lost is passed over
    found = jitter(trace_of([20, 22, None, 19, 19]))
    assert found is not None
    assert found.value == pytest.approx(5 / 3)
    assert (found.samples, found.half) == (3, 0)


def test_a_far_and_a_near_server_are_not_jitter() -> None:
    trace = trace_of([10, 90] * 20, paths=2)
    assert steps(trace) == pytest.approx([0] * 38, abs=1e-6)
    assert variations(trace) == pytest.approx([0] * 40, abs=1e-6)
    assert nearest_path(trace) == 0
    assert nearest_path(trace_of([90, 10] * 20, paths=2)) == 1


@pytest.mark.parametrize("rtts", [[], [10], [None, None], [None, 10]])
def test_nothing_to_compare(rtts: list[float | None]) -> None:
    trace = trace_of(rtts)
    assert jitter(trace) is None
    assert rfc3550(trace) == (0, 0)
    assert (nearest_path(trace) is None) == (10 not in rtts)


def test_jitter_interval_holds_the_truth() -> None:
    source = random.Random(7)
    held = 0
    for _ in range(200):  # even jitter of 0 to 12 ms: neighbours differ by 4 ms in the mean
        found = jitter(trace_of([20 + source.uniform(0, 12) for _ in range(300)]))
        assert found is not None
        held += abs(found.value - 4) <= found.half
    assert held >= 180


def test_rfc3550_by_hand() -> None:
    # J = 16/16 = 1, then 1 + (0 - 1)/16, then 0.9375 + (32 - 0.9375)/16
    found = rfc3550(trace_of([10, 26, 26, 58]))
    assert found.last == found.highest == pytest.approx(2.87890625)
    assert rfc3550(trace_of([10, 26, 26])).last == pytest.approx(0.9375)
    assert rfc3550(trace_of([10, 26, 26])).highest == pytest.approx(1)


def test_rfc3550_goes_by_arrival() -> None:
    # Sent 20 ms apart, the first takes 50 ms and is overtaken by both others: transit times come as 10, 9, 50.
    first = 1 / 16
    assert rfc3550(trace_of([50, 10, 9])).last == pytest.approx(first + (41 - first) / 16)


def test_variations_are_above_the_quickest_and_ascend() -> None:
    assert variations(trace_of([12, None, 10, 15])) == pytest.approx([0, 2, 5])


@settings(deadline=None)
@given(ROUND_TRIPS, st.floats(0, 500))
def test_more_distance_changes_no_variation(rtts: list[float | None], more: float) -> None:
    near, far = trace_of(rtts), trace_of([None if rtt is None else rtt + more for rtt in rtts])
    assert steps(far) == pytest.approx(steps(near), abs=1e-6)
    assert variations(far) == pytest.approx(variations(near), abs=1e-6)


@settings(deadline=None)
@given(ROUND_TRIPS, st.integers(1, 3))
def test_every_figure_lies_where_it_can(rtts: list[float | None], paths: int) -> None:
    trace = trace_of(rtts, paths=paths)
    spread = variations(trace)
    assert spread == sorted(spread)
    assert all(value >= 0 for value in spread)
    found, smoothed = jitter(trace), rfc3550(trace)
    if found:
        assert 0 <= found.value <= max(spread) + 1e-6
        assert found.half >= 0
    assert 0 <= smoothed.last <= smoothed.highest <= max(spread, default=0) + 1e-6


def test_no_probes_at_all() -> None:
    empty = Trace(())
    assert (variations(empty), steps(empty), nearest_path(empty), empty.paths) == ([], [], None, ())
