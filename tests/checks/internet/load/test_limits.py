"""What held a transfer up."""

from deskready_checks.internet.load.course import Course, Rules
from deskready_checks.internet.load.limits import Held, held_by, held_receiving, is_full
from deskready_checks.internet.load.tcp_info import TcpInfo

from .test_course import line, replay

FULL = TcpInfo(10**7, 120_000, 20_000, 50, 10_000, 5_000_000, 0)
"""A connection on a full line: a queue stands, and overflows now and then."""
LOSSY = FULL._replace(rtt_us=21_000)
HELD = FULL._replace(window_us=4_000_000, resent=0)


def course() -> Course:
    return replay(line(100), Rules(0.5))[0]


def read_every(seconds: float) -> Course:
    """A course of 100 Mbit/s that was read so often."""
    found = Course(Rules(0.5, seconds=60.0, least_seconds=lambda _: 60.0))
    for number in range(1, int(6 / seconds)):
        found.feed(number * seconds, round(number * seconds * 12_500_000))
    return found


def test_a_full_line_is_the_line() -> None:
    assert held_by(course(), 0.3, [FULL] * 6) is Held.LINE
    assert held_by(course(), 0.3, []) is Held.LINE


def test_a_busy_processor() -> None:
    assert held_by(course(), 0.9, [FULL]) is Held.COMPUTER
    assert held_by(Course(Rules(0.5)), 0.9, []) is not Held.COMPUTER, "while it rises, that is usual"


def test_connections_that_opened_into_a_full_queue_do_not_take_it_for_the_line() -> None:
    """0.4 Mbit/s with a queue of 376 ms: only the first connection saw the idle line, and some segments were lost."""
    first = TcpInfo(10**6, 390_000, 15_000, 8, 500, 5_000_000, 0)
    later = first._replace(least_rtt_us=376_000, rtt_us=391_000)
    assert held_by(course(), 0.1, [first, *[later] * 5]) is Held.LINE


def test_a_computer_that_does_not_keep_up() -> None:
    assert held_by(read_every(0.125), 0.3, [FULL]) is Held.BUSY, "four of ten readings come when they are due"
    assert held_by(read_every(0.0625), 0.3, [FULL]) is Held.LINE, "eight of ten"


def test_losses_without_a_queue() -> None:
    assert held_by(course(), 0.3, [LOSSY] * 6) is Held.LOSS
    assert held_by(course(), 0.3, [LOSSY._replace(resent=1)] * 6) is Held.LINE
    assert held_by(course(), 0.3, [LOSSY, FULL, FULL]) is Held.LINE


def test_a_server_that_takes_no_more() -> None:
    assert held_by(course(), 0.3, [HELD] * 6) is Held.SERVER


def test_connections_that_still_helped() -> None:
    wanting = Course(Rules(0.5))
    wanting.growth.flows = 16
    assert held_by(wanting, 0.3, []) is Held.FLOWS


STILL = TcpInfo(0, 20_000, 20_000, 0, 500, 0, 0, segments_in=10_000, full_segment=1448)
"""A connection that receives, and misses nothing."""


def test_a_download_without_a_queue_and_without_losses_is_as_fast_as_its_server() -> None:
    assert held_receiving([STILL] * 6, 20.0, 22.0) is Held.SERVER
    assert held_receiving([STILL] * 6, 20.0, 120.0) is Held.LINE
    assert held_receiving([], 20.0, 22.0) is Held.LINE, "a system that tells nothing"


def test_a_download_with_losses_and_no_queue() -> None:
    lossy, grazed = STILL._replace(out_of_order=300), STILL._replace(out_of_order=3)
    assert held_receiving([lossy] * 6, 20.0, 22.0) is Held.LOSS
    assert held_receiving([lossy] * 6, 20.0, 120.0) is Held.LINE
    assert held_receiving([grazed] * 6, 20.0, 22.0) is Held.LINE, "a policer that drops now and then"


def test_a_queue_shows_in_the_round_trip() -> None:
    assert is_full(20.0, 31.0)
    assert not is_full(20.0, 29.0)
