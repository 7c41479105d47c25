"""How connections grow, on lines where each carries only so much."""

import pytest

from deskready_checks.internet.load.growth import Growth
from deskready_checks.internet.load.trace import Trace


def grown(line: float, each: float, most: int = 16, seconds: float = 5.0) -> Growth:
    """Growth on a line of `line` Mbit/s whose connections carry `each`."""
    growth, trace, count = Growth(most), Trace(), 0.0
    for number in range(1, round(seconds / 0.05) + 1):
        count += min(line, each * growth.flows) * 125_000 * 0.05
        trace.add(number * 0.05, round(count))
        growth.follow(trace)
    return growth


def test_a_line_that_four_fill_takes_one_step() -> None:
    growth = grown(100, 50)
    assert (growth.flows, growth.settled, growth.done, growth.wanting) == (6, True, True, False)


def test_grows_while_more_help() -> None:
    growth = grown(100, 10)
    assert 10 <= growth.flows <= 14
    assert growth.settled


def test_stops_at_sixteen_and_says_that_more_would_help() -> None:
    growth = grown(1000, 10, seconds=3.2)
    assert (growth.flows, growth.done, growth.wanting) == (16, True, True)


@pytest.mark.parametrize("most", [1, 2, 4])
def test_a_provider_that_allows_few(most: int) -> None:
    growth = grown(1000, 10, most=most)
    assert growth.flows == most
    assert growth.done
    assert not growth.wanting
