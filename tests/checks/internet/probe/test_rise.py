"""Round trips under load beside those of the idle line."""

import random
import statistics

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deskready_checks.internet.probe.figures import CLOCK_MS, Figure
from deskready_checks.internet.probe.rise import rise
from deskready_checks.internet.probe.trace import Trace
from deskready_checks.internet.speed.density import frame_ms
from helpers.traces import ROUND_TRIPS, trace_of

IDLE = trace_of([20.0] * 50)
RUNS = 100


def ends(figure: Figure) -> tuple[float, float, float]:
    return figure.value, figure.low, figure.high


def test_a_full_queue_by_hand() -> None:
    found = rise(IDLE, trace_of([*[119.0, 121.0] * 50, None], interval=0.04))
    assert found is not None
    assert found.latency.value == pytest.approx(120, abs=1)
    assert found.increase.value == pytest.approx(100, abs=1)
    assert found.p95 == pytest.approx(121)
    assert found.latency.samples == 100


def test_servers_may_be_near_and_far() -> None:
    idle = trace_of([20.0, 80.0] * 20, paths=2)
    found = rise(idle, trace_of([120.0, 180.0] * 20, paths=2))
    assert found is not None
    assert ends(found.latency) == pytest.approx((120, 120, 120 + CLOCK_MS)), "never less than the quickest"
    assert ends(found.increase) == pytest.approx((100, 100 - CLOCK_MS, 100 + CLOCK_MS))


def test_a_queue_is_known_to_a_frame() -> None:
    """0.4 Mbit/s: a full frame takes 30 ms, however many probes agree."""
    found = rise(IDLE, trace_of([120.0] * 100), frame_ms=frame_ms(0.4))
    assert found is not None
    assert ends(found.increase) == pytest.approx((100, 100 - 30.28 - CLOCK_MS, 100 + 30.28 + CLOCK_MS))


def test_a_server_that_was_silent_before_tells_nothing() -> None:
    idle = trace_of([20.0, None] * 20, paths=2)
    found = rise(idle, trace_of([120.0, 500.0] * 20, paths=2))
    assert found is not None
    assert found.latency.value == pytest.approx(120)
    assert found.latency.samples == 20


def test_nothing_came_back() -> None:
    nothing = trace_of([None] * 20)
    assert rise(IDLE, nothing) is None
    assert rise(nothing, IDLE) is None
    assert rise(IDLE, Trace(())) is None


def test_an_idle_line_that_shakes_widens_the_increase_only() -> None:
    loaded = trace_of([100.0] * 50)
    still = rise(IDLE, loaded)
    shaky = rise(trace_of([20.0, 30.0, 10.0] * 17), loaded)
    assert still is not None
    assert shaky is not None
    assert (shaky.latency.low, shaky.latency.high) == (still.latency.low, still.latency.high)
    assert shaky.increase.low <= still.increase.low
    assert shaky.increase.high >= still.increase.high


@settings(deadline=None)
@given(ROUND_TRIPS, ROUND_TRIPS, st.integers(1, 3))
def test_intervals_are_around_their_values(before: list[float | None], during: list[float | None], paths: int) -> None:
    loaded = trace_of(during, paths=paths)
    found = rise(trace_of(before, paths=paths), loaded)
    if found:
        assert 0 < min(loaded.rtts()) <= found.latency.low <= found.latency.value <= found.latency.high
        assert found.increase.low <= found.increase.value <= found.increase.high
        assert found.latency.value <= found.p95
        assert found.latency.samples <= len(loaded.rtts())


def test_a_queue_that_swings_slowly_has_its_median_in_the_interval() -> None:
    """Neighbours in a queue are alike, so that intervals for independent samples would be far too narrow."""
    held = 0
    for seed in range(RUNS):
        source = random.Random(seed)
        level, queue = 0.0, list[float]()
        for _ in range(3000):
            level = 0.9 * level + source.gauss(0, 5)
            queue.append(100 + level)
        found = rise(IDLE, trace_of(queue[:75], interval=0.04))  # three seconds of two minutes
        assert found is not None
        held += found.latency.low <= statistics.median(queue) <= found.latency.high
    assert held >= 0.9 * RUNS
