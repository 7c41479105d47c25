"""Intervals, against published tables and against samples whose truth is known."""

import random
import statistics

import pytest

from deskready_checks.internet.probe.interval import mean_half_width, median_interval


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
