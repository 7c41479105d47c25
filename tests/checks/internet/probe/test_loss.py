"""Figures of loss, by published values, by hand, and by their properties."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deskready_checks.internet.probe.loss import burst_ratio, duplicates, of_the_line, reordered
from deskready_checks.internet.probe.trace import Probe, Trace
from helpers.traces import ROUND_TRIPS, trace_of


@pytest.mark.parametrize(
    ("losses", "expected"),
    [
        ([0, 1, 0, 0, 1, 0, 0, 0, 0, 0], 1.0),  # single losses: 1 * (1 - 0.2), and never below 1
        ([0, 1, 1, 1, 1, 0, 0, 0, 0, 0], 4 * 0.6),
        ([1, 1, 0, 0, 0, 0, 0, 0, 1, 1], 2 * 0.6),
        ([0, 0, 0], 1.0),
        ([1, 1, 1], 1.0),
        ([], 1.0),
    ],
)
def test_burst_ratio_by_hand(losses: list[int], expected: float) -> None:
    assert burst_ratio([bool(lost) for lost in losses]) == pytest.approx(expected)


def test_independent_losses_have_a_burst_ratio_of_one_and_bursts_their_own() -> None:
    source = random.Random(3)
    assert burst_ratio([source.random() < 0.3 for _ in range(50_000)]) == pytest.approx(1, abs=0.03)
    losing, losses = False, []
    for _ in range(50_000):  # Gilbert: bursts of 4, a tenth lost
        losing = source.random() >= 0.25 if losing else source.random() < 0.25 * 0.1 / 0.9
        losses.append(losing)
    assert burst_ratio(losses) == pytest.approx(4 * 0.9, rel=0.05)


def test_reordering_by_hand() -> None:
    # Sent 20 ms apart: the second is overtaken by the third and the fourth, the fifth by none.
    assert reordered(trace_of([10, 70, 10, 10, 90])) == 1
    assert reordered(trace_of([100, 50, 10])) == 2
    assert reordered(trace_of([10, None, 10])) == 0
    assert reordered(trace_of([90, 10] * 5, paths=2)) == 0


def test_duplicates_are_summed() -> None:
    assert duplicates(trace_of([10, 10, 10], duplicates=[0, 2, 1])) == 3


def _shared(losses: list[int], sent: int) -> Trace:
    """A trace in which the first probes of each path are lost, so many of each."""
    probes = [
        Probe(n, path, n / 10, None if turn < losses[path] else n / 10 + 0.02)
        for n, (turn, path) in enumerate((turn, path) for turn in range(sent) for path in range(len(losses)))
    ]
    return Trace(tuple(probes))


@pytest.mark.parametrize(
    ("losses", "kept"),
    [([0, 100], (0,)), ([40, 2], (1,)), ([1, 2], (0, 1)), ([100, 100], (0, 1)), ([3, 60, 4], (0, 2)), ([5], (0,))],
)
def test_a_server_that_alone_loses_packets_is_left_out(losses: list[int], kept: tuple[int, ...]) -> None:
    assert of_the_line(_shared(losses, 100)).paths == kept


@settings(deadline=None)
@given(ROUND_TRIPS, st.integers(1, 4))
def test_some_path_is_always_left_and_none_that_loses_least(rtts: list[float | None], paths: int) -> None:
    trace = trace_of(rtts, paths=paths)
    kept = of_the_line(trace)
    assert kept.sent > 0
    assert kept.lost / kept.sent <= trace.lost / trace.sent + 1e-12
    assert 0 <= reordered(trace) <= max(trace.sent - trace.lost - 1, 0)
    assert burst_ratio(trace.losses) >= 1
