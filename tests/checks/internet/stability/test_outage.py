"""Outages in traces that are made up."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskready_checks.internet.probe.trace import Probe, Trace
from deskready_checks.internet.stability.outage import outages

STEP = 0.25


def trace(pattern: str, rtt: float = 0.02) -> Trace:
    """A probe each step: `.` came back, `x` was lost, `z` was never sent: the computer slept."""
    probes = [
        Probe(n, 0, n * STEP, n * STEP + rtt if mark == "." else None) for n, mark in enumerate(pattern) if mark != "z"
    ]
    return Trace(tuple(probes))


def found(pattern: str, rtt: float = 0.02) -> list[tuple[float, float]]:
    return [(round(outage.begin, 6), round(outage.seconds, 6)) for outage in outages(trace(pattern, rtt))]


def test_an_outage_lasts_until_something_came_back() -> None:
    assert found("....xxxxxx....") == [(1.02, 1.5)]


def test_a_few_losses_are_none() -> None:
    assert found("..xxx.x.xxx...") == []
    assert found("..xxxxx...") == [(0.52, 1.25)]


def test_one_that_lasts_to_the_end_and_one_from_the_beginning() -> None:
    assert found("xxxxx...xxxxx") == [(0.02, 1.25), (2.02, 1.25)]
    assert found("xxxxxxxx") == [(0.0, 2.0)]


def test_a_sleeping_computer_loses_nothing() -> None:
    assert found("......xx" + "z" * 400 + "........") == []
    assert found("......xxxxxx" + "z" * 400 + "xxxxxx.....") == [(1.52, 1.5), (103.02, 1.5)]


def test_a_line_that_is_always_slow_is_not_out() -> None:
    assert found("............", rtt=2.0) == []


def test_packets_that_were_kept_and_came_all_at_once() -> None:
    probes = [Probe(n, 0, n * STEP, 3.0 + n / 1000 if 4 <= n < 12 else n * STEP + 0.02) for n in range(20)]
    (outage,) = outages(Trace(tuple(probes)))
    assert outage.begin == pytest.approx(1.02)
    assert outage.seconds == pytest.approx(3.004 - 1.02)


def test_nothing_at_all() -> None:
    assert outages(Trace(())) == []
    assert found("x") == []


@given(st.text("x.", max_size=80))
def test_outages_are_apart_long_enough_and_within_the_trace(pattern: str) -> None:
    held = outages(trace(pattern))
    for outage in held:
        assert outage.seconds >= 1.0
        assert outage.begin + outage.seconds <= len(pattern) * STEP + 0.021
    for before, after in pairwise(held):
        assert before.begin + before.seconds < after.begin
