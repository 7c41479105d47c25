"""The trace: interpolation, rates and batches."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskready_checks.internet.load.trace import BATCH_SECONDS, Trace


def steady(mbit: float, seconds: float, step: float = 0.05) -> Trace:
    trace = Trace()
    for number in range(1, round(seconds / step) + 1):
        trace.add(number * step, round(number * step * mbit * 125_000))
    return trace


def test_between_readings_bytes_lie_on_a_straight_line() -> None:
    trace = Trace()
    trace.add(1.0, 1000)
    trace.add(2.0, 3000)
    assert [trace.at(t) for t in (-1, 0, 0.5, 1.5, 2, 9)] == [0, 0, 500, 2000, 3000, 3000]


def test_rate_and_batches_of_a_steady_transfer() -> None:
    trace = steady(80, 3)
    assert trace.rate(1, 2.5) == pytest.approx(80)
    assert trace.batches(0.9) == pytest.approx([80] * 8)
    assert trace.rate(1, 1) == 0


def test_bytes_never_become_fewer_and_time_never_runs_back() -> None:
    trace = Trace()
    trace.add(1, 1000)
    trace.add(2, 900)
    trace.add(1.5, 5000)
    assert (trace.seconds, trace.total) == (2, 1000)


@given(st.lists(st.tuples(st.floats(0.001, 0.3), st.integers(0, 10**7)), min_size=1, max_size=200), st.floats(0, 10))
def test_batches_add_up_to_the_bytes_of_their_window(steps: list[tuple[float, int]], begin: float) -> None:
    trace, seconds, count = Trace(), 0.0, 0
    for step, more in steps:
        seconds, count = seconds + step, count + more
        trace.add(seconds, count)
    found = trace.batches(begin)
    window = len(found) * BATCH_SECONDS
    assert window <= max(seconds - begin, 0) + 1e-6
    moved = trace.at(seconds) - trace.at(seconds - window)
    assert sum(found) * BATCH_SECONDS * 125_000 == pytest.approx(moved, rel=1e-6, abs=1)
