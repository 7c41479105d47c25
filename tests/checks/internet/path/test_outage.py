"""Outages in traces that are made up."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from deskready_checks.internet.path.outage import Outage, outages
from deskready_checks.internet.probe.trace import Probe, Trace


def trace(pattern: str, step: float = 0.25) -> Trace:
    """A probe each step: `.` came back, `x` was lost, `z` was never sent: the computer slept."""
    probes = [
        Probe(n, 0, n * step, n * step + 0.02 if mark == "." else None) for n, mark in enumerate(pattern) if mark != "z"
    ]
    return Trace(tuple(probes))


def test_an_outage_lasts_until_something_came_back() -> None:
    assert outages(trace("....xxxxxx....")) == [Outage(1.0, 1.5)]


def test_a_few_losses_are_none() -> None:
    assert outages(trace("..xxx.x.xxx...")) == []
    assert outages(trace("..xxxx...")) == [Outage(0.5, 1.0)]


def test_one_that_lasts_to_the_end_and_one_from_the_beginning() -> None:
    assert outages(trace("xxxxx...xxxxx")) == [Outage(0.0, 1.25), Outage(2.0, 1.0)]


def test_a_sleeping_computer_loses_nothing() -> None:
    assert outages(trace("......xx" + "z" * 400 + "........")) == []
    assert outages(trace("......xxxxxx" + "z" * 400 + "xxxxxx.....")) == [Outage(1.5, 1.25), Outage(103.0, 1.5)]


def test_nothing_at_all() -> None:
    assert outages(Trace(())) == []
    assert outages(trace("x")) == []


@given(st.text("x.", max_size=80))
def test_outages_are_apart_long_enough_and_within_the_trace(pattern: str) -> None:
    found = outages(trace(pattern))
    end = max(len(pattern) - 1, 0) * 0.25
    for outage in found:
        assert outage.seconds >= 1.0
        assert outage.begin + outage.seconds <= end
    for before, after in pairwise(found):
        assert before.begin + before.seconds < after.begin
