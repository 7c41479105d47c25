"""Intervals, against published tables and against samples whose truth is known."""

import random
import statistics

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deskready_checks.internet.probe.interval import mean_half_width, median_interval, wilson


def test_mean_of_five_batches_by_hand() -> None:
    # stdev(1..5) = 1.5811; t(4, 97.5 %) = 2.776; 2.776 * 1.5811 / sqrt(5) = 1.963
    assert mean_half_width([1, 2, 3, 4, 5]) == pytest.approx(1.963, rel=0.005)


@pytest.mark.parametrize("count", [0, 1, 4])
def test_too_few_batches_say_nothing(count: int) -> None:
    assert mean_half_width([float(n) for n in range(count)]) == 0


@pytest.mark.parametrize(("count", "ranks"), [(1, (1, 1)), (5, (1, 5)), (6, (1, 6)), (10, (2, 9)), (20, (6, 15))])
def test_ranks_of_the_median_interval(count: int, ranks: tuple[int, int]) -> None:
    assert median_interval(range(1, count + 1)) == ranks


def test_both_hold_the_truth_as_often_as_they_say() -> None:
    source = random.Random(1)
    means = medians = 0
    for _ in range(1000):
        sample = sorted(source.gauss(100, 10) for _ in range(10))
        means += abs(statistics.mean(sample) - 100) <= mean_half_width(sample)
        low, high = median_interval(sample)
        medians += low <= 100 <= high
    assert 930 <= means <= 970
    assert 960 <= medians <= 990


@pytest.mark.parametrize(
    ("hits", "trials", "low", "high"),
    [
        (0, 500, 0, 0.00762),  # the rule of three gives 0.6 %
        (5, 500, 0.00428, 0.02318),
        (81, 263, 0.2553, 0.3662),  # Newcombe, Statistics in Medicine 17 (1998), table I, method 3
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (20, 20, 0.8389, 1),
    ],
)
def test_published_intervals(hits: int, trials: int, low: float, high: float) -> None:
    assert wilson(hits, trials) == pytest.approx((low, high), abs=6e-5)


@settings(deadline=None)
@given(st.integers(0, 3000), st.integers(1, 3000))
def test_the_interval_is_around_the_share(a: int, b: int) -> None:
    hits, trials = min(a, b), max(a, b)
    low, high = wilson(hits, trials)
    assert 0 <= low <= hits / trials <= high <= 1
    assert wilson(trials - hits, trials) == pytest.approx((1 - high, 1 - low), abs=1e-12)


@pytest.mark.parametrize("truth", [0.01, 0.02, 0.05])
def test_the_truth_lies_in_the_interval_of_nineteen_runs_in_twenty(truth: float) -> None:
    source, runs = random.Random(11), 2000
    lost = (sum(source.random() < truth for _ in range(500)) for _ in range(runs))
    held = sum(low <= truth <= high for low, high in (wilson(hits, 500) for hits in lost))
    assert held >= 0.95 * runs


def test_of_nothing_all_is_possible() -> None:
    assert wilson(0, 0) == (0, 1)
