"""What a direction comes to."""

import pytest

from deskready.core.judge.match import band
from deskready.core.judge.verdict import Mark
from deskready.core.profile.requirement import Requirement
from deskready_checks.internet.load.course import Course, Rules, Stop
from deskready_checks.internet.load.engine import Loaded
from deskready_checks.internet.load.limits import Held
from deskready_checks.internet.load.result import limited, result, said_of_server
from deskready_checks.internet.speed.metrics import DOWNLOAD

from .test_course import line, replay


def test_a_full_measurement_has_its_interval() -> None:
    course, stop = replay(line(100), Rules(0.5))
    found = result(Loaded(course, stop, Held.LINE))
    assert found.low < found.rate < found.high
    assert found.rate == course.estimate.rate
    assert found.high - found.rate == pytest.approx(course.estimate.half)
    assert "at least" not in found.method.words
    assert found.method.words.endswith(stop.value.words)


def test_a_verdict_shows_no_more_than_is_certain() -> None:
    course, stop = replay(line(100), Rules(0.5, need=50, verdict=True))
    found = result(Loaded(course, stop, Held.LINE))
    assert stop is Stop.MET
    assert 55 <= found.rate < 100
    assert (found.low, found.high >= 95) == (found.rate, True)
    assert found.method.words.startswith("at least ")


def test_a_line_that_is_enough_and_not_good_is_shown_with_its_interval() -> None:
    course, stop = replay(line(16), Rules(0.5, need=10, good=25, verdict=True))
    found = result(Loaded(course, stop, Held.LINE))
    assert stop is Stop.BETWEEN
    assert 10 < found.low < found.rate < found.high < 25
    assert "what is recommended is not" in found.method.words


def test_a_brake_is_not_taken_for_the_line() -> None:
    course, stop = replay(line(32.5, noise=0.005), Rules(0.5))
    assert result(Loaded(course, stop, Held.LINE, pace=32.5)).method.words.startswith("at least ")
    assert not result(Loaded(course, stop, Held.LINE, pace=65)).method.words.startswith("at least ")


def test_what_never_reached_its_speed_is_a_lower_limit() -> None:
    course = Course(Rules(0.5))
    for number in range(1, 15):
        course.feed(number * 0.05, 10_000 * 2**number)
    found = result(Loaded(course, Stop.ENDED, Held.LINE))
    assert found.low <= found.rate <= found.high
    assert "while it still rose" in found.method.words


@pytest.mark.parametrize("held", [Held.BUSY, Held.COMPUTER])
def test_what_a_busy_computer_let_through_is_a_lower_bound(held: Held) -> None:
    course = Course(Rules(0.5, seconds=6.0))
    count = 0.0
    for number in range(1, 31):
        count += 80 * 125_000 * 0.2
        course.feed(number * 0.2, round(count))
    found = result(Loaded(course, Stop.TIME, held))
    assert found.least
    assert found.low <= 80 <= found.high
    assert found.method.words.startswith("at least ")
    told = DOWNLOAD.measured(found.rate, low=found.low, high=found.high, least=found.least)
    for minimum in (160.0, 800.0):
        line = Requirement(DOWNLOAD.id, minimum=minimum)
        assert band(line, told) == (Mark.WARN, True), "a line that is twice or ten times as fast may look the same"


def test_what_the_line_carried_beside_is_added() -> None:
    course, stop = replay(line(100), Rules(0.5))
    found = result(Loaded(course, stop, Held.LINE))
    assert found.beside(2.0)[:3] == pytest.approx((found.rate + 2, found.low + 2, found.high + 2))


def test_what_the_server_held_back_is_a_lower_bound_whatever_it_says() -> None:
    course, stop = replay(line(100), Rules(0.5))
    found = result(Loaded(course, stop, Held.LINE))
    for share in (0.11, 0.5, 1.0, 7.0):
        bound = limited(found, share)
        assert (bound.least, bound.rate, bound.low, bound.high) == (True, found.low, found.low, found.high)
        assert bound.method.words.startswith("at least ")
        assert "the server was the limit, not the line" in bound.method.words
        assert bound.surer


@pytest.mark.parametrize("share", [0.0, 0.1])
def test_what_the_server_hardly_held_back_stays_as_it_is(share: float) -> None:
    course, stop = replay(line(100), Rules(0.5))
    found = result(Loaded(course, stop, Held.LINE))
    assert limited(found, share) is found
    assert not said_of_server([share, 0.0])


def test_what_is_said_of_the_server_is_of_the_way_that_it_held_most() -> None:
    assert said_of_server([0.0, 0.95]).words.startswith("The server, not your line,")
    assert said_of_server([0.3, 0.2]).words.startswith("For a part of the time the server, not your line,")
