"""The parts of a trace."""

import pytest

from helpers.traces import trace_of


def test_counts_and_round_trips_in_the_order_of_sending() -> None:
    trace = trace_of([30, None, 20.5, 10])
    assert (trace.sent, trace.lost, trace.losses) == (4, 1, (False, True, False, False))
    assert trace.rtts() == pytest.approx([30, 20.5, 10])
    assert [probe.sequence for probe in trace.probes] == [0, 1, 2, 3]


def test_paths_apart() -> None:
    trace = trace_of([1, 11, 2, None, 3, 13], paths=2)
    assert trace.paths == (0, 1)
    assert trace.rtts(0) == pytest.approx([1, 2, 3])
    assert trace.rtts(1) == pytest.approx([11, 13])
    other = trace.only([1])
    assert (other.paths, other.sent, other.lost) == ((1,), 3, 1)


def test_a_stretch_begins_at_its_begin_and_ends_before_its_end() -> None:
    trace = trace_of([1, 2, 3, 4], interval=1)
    assert [probe.sequence for probe in trace.between(101, 103).probes] == [1, 2]
    assert trace.between(0, 1).sent == 0
