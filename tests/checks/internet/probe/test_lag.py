"""The scheduler's lag, on this machine."""

import time

from deskready_checks.internet.probe.lag import LagMeter


def test_lag_of_a_while() -> None:
    meter = LagMeter()
    meter.start()
    time.sleep(0.2)
    lag = meter.stop()
    assert lag is not None
    assert 0 <= lag < 1000


def test_a_thread_that_hogs_the_interpreter_shows() -> None:
    meter = LagMeter()
    meter.start()
    time.sleep(0.5)  # most wake-ups are on time
    sum(range(5_000_000))  # one call into C: no other thread gets its turn before it ends
    time.sleep(0.05)
    lag = meter.stop()
    assert lag is not None
    assert lag > 10


def test_too_short_for_any() -> None:
    meter = LagMeter()
    meter.start()
    assert meter.stop() is None
