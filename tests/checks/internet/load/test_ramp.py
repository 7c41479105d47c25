"""The end of the ramp."""

import pytest

from deskready_checks.internet.load.ramp import FORCED_SECONDS, is_over
from deskready_checks.internet.load.trace import Trace

from .test_trace import steady


def growing(seconds: float) -> Trace:
    """A transfer that doubles every half second."""
    trace = Trace()
    for number in range(1, round(seconds / 0.05) + 1):
        trace.add(number * 0.05, round(10_000 * 4 ** (number * 0.05)))
    return trace


@pytest.mark.parametrize(("seconds", "over"), [(0.75, False), (0.8, True), (2.0, True)])
def test_two_windows_alike(seconds: float, over: bool) -> None:
    assert is_over(steady(50, seconds), 0.5) is over


def test_not_before_its_time() -> None:
    assert not is_over(steady(50, 0.9), 1.0)
    assert is_over(steady(50, 1.0), 1.0)


def test_not_while_it_grows_unless_forced() -> None:
    assert not is_over(growing(3.9), 0.5)
    assert is_over(growing(FORCED_SECONDS), 0.5)


def test_nothing_at_all_is_no_speed() -> None:
    assert not is_over(steady(0, 3), 0.5)
