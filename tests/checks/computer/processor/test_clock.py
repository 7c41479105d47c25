"""The clock is told with how it was obtained, or not at all."""

from typing import NamedTuple

import pytest

from deskready_checks.computer.processor.clock import HIGHEST, Clock, clock, read_clock


class Core(NamedTuple):
    """One core, as psutil tells it."""

    current: float
    min: float
    max: float


def test_the_fastest_cores_highest_rate() -> None:
    found = clock([Core(800, 400, 3800), Core(900, 400, 5100), Core(0, 0, 0)])
    assert found == Clock(5100, HIGHEST)
    assert HIGHEST.words == "highest rate that the system allows"


def test_the_current_rate_says_that_it_is_only_that() -> None:
    found = clock([Core(2793.438, 0, 0), Core(2600, 0, 0)])
    assert found is not None
    assert found.mhz == 2793.438
    assert "at this moment" in found.method.words


@pytest.mark.parametrize("cores", [[], [Core(0, 0, 0)], [Core(0, 0, 42)], [Core(0.5, 0, 0)]])
def test_what_cannot_be_a_clock_is_none(cores: list[Core]) -> None:
    assert clock(cores) is None


def test_whole_gigahertz_for_megahertz_are_a_range() -> None:
    found = clock([Core(4, 1, 4)])
    assert found is not None
    assert (found.mhz, found.high) == (4000, 5000)
    assert "rounded down" in found.method.words


def test_this_machine_gives_a_clock_or_nothing() -> None:
    try:
        found = read_clock()
    except (OSError, RuntimeError):
        return
    assert found is None or 100 <= found.mhz <= 20_000
