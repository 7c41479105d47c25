"""Who may pass when: by real threads where time matters, by a clock of its own where order does."""

import threading
import time
from collections.abc import Iterator

import pytest

from deskready_responder.pace import SHARED, Pace, Share

from .conftest import wait_until

RATE = 80.0
"""Mbit/s: 10 MB/s."""


class Crowd:
    """Threads that take from one pace as fast as they may, until they are ended."""

    def __init__(self, pace: Pace, stop: threading.Event) -> None:
        self.moved: dict[Share, int] = {}
        self._pace, self._stop = pace, stop

    def add(self, share: Share, threads: int, pause: float = 0.0) -> None:
        self.moved[share] = 0
        for _ in range(threads):
            threading.Thread(target=self._run, args=(share, pause), daemon=True).start()

    def _run(self, share: Share, pause: float) -> None:
        while not self._stop.is_set():
            self._pace.take(share, self._pace.piece)
            self.moved[share] += self._pace.piece
            time.sleep(pause)

    def during(self, seconds: float) -> dict[Share, float]:
        """Mbit/s of each in the next seconds."""
        before, begun = dict(self.moved), time.monotonic()
        time.sleep(seconds)
        return {share: (self.moved[share] - before[share]) * 8e-6 / (time.monotonic() - begun) for share in self.moved}


@pytest.fixture
def stop() -> Iterator[threading.Event]:
    event = threading.Event()
    yield event
    event.set()


@pytest.mark.quiet
@pytest.mark.parametrize("threads", [1, 4])
def test_the_pace_is_the_rate_over_all_threads(threads: int, stop: threading.Event) -> None:
    crowd = Crowd(Pace(RATE, stop), stop)
    share = Share()
    crowd.add(share, threads)
    assert RATE / 4 < crowd.during(0.5)[share] < RATE * 1.2, "a busy computer wakes late, and never lets through more"


def test_without_a_rate_nothing_waits(stop: threading.Event) -> None:
    pace, share = Pace(0, stop), Share()
    begun = time.monotonic()
    for _ in range(1000):
        pace.take(share, 10**9)
    assert time.monotonic() - begun < 1
    assert share.seconds == 0


def test_the_end_ends_every_wait(stop: threading.Event) -> None:
    crowd = Crowd(Pace(0.001, stop), stop)
    for _ in range(3):
        crowd.add(Share(), 5)
    wait_until(lambda: threading.active_count() > 15)
    others = [thread for thread in threading.enumerate() if thread is not threading.current_thread()]
    stop.set()
    wait_until(lambda: not any(thread.is_alive() for thread in others if thread.daemon and "_run" in thread.name), 5)


def test_forty_connections_of_one_get_no_more_than_one_of_another(stop: threading.Event) -> None:
    crowd = Crowd(Pace(RATE, stop), stop)
    greedy, good = Share(), Share()
    crowd.add(greedy, 40)
    crowd.add(good, 1)
    crowd.during(0.2)
    found = crowd.during(1.0)
    assert found[good] == pytest.approx(RATE * SHARED / 2, rel=0.15)
    assert sum(found.values()) == pytest.approx(RATE * SHARED, rel=0.1)


def test_what_one_does_not_take_is_the_others(stop: threading.Event) -> None:
    pace = Pace(RATE, stop)
    crowd = Crowd(pace, stop)
    slow, one, two = Share(), Share(), Share()
    crowd.add(slow, 1, pause=0.2)  # five pieces a second, a twentieth of what may pass
    crowd.add(one, 3)
    crowd.add(two, 9)
    crowd.during(0.2)
    found = crowd.during(1.0)
    assert 0 < found[slow] < 0.1 * RATE
    assert found[one] == pytest.approx(found[two], rel=0.1)
    assert sum(found.values()) == pytest.approx(RATE * SHARED, rel=0.1)


@pytest.mark.quiet
def test_only_who_wants_more_than_there_is_was_held(stop: threading.Event) -> None:
    crowd = Crowd(Pace(RATE, stop), stop)
    slow, greedy = Share(), Share()
    crowd.add(slow, 1, pause=0.05)
    crowd.add(greedy, 4)
    crowd.during(1.5)
    assert greedy.shared > 0.4 * greedy.seconds > 0.4
    assert slow.shared + slow.capped < greedy.shared / 2


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize(("part", "held"), [(0.9, False), (0.956, False), (1.0, True)])
def test_a_line_that_is_slower_than_the_rate_is_not_held(part: float, held: bool, stop: threading.Event) -> None:
    clock = Clock()
    pace, share = Pace(RATE, stop, clock), Share()
    stop.set()  # nothing waits but by the clock
    for _ in range(500):
        clock.now += pace.piece / (part * RATE * 125_000)
        pace.take(share, pace.piece)
    assert share.seconds == pytest.approx(clock.now, rel=0.02)
    assert share.capped > 0.9 * share.seconds if held else share.capped == 0
    assert share.shared == 0


def test_a_pause_is_no_part_of_a_transfer(stop: threading.Event) -> None:
    clock = Clock()
    pace, share = Pace(RATE, stop, clock), Share()
    for moment in (0.0, 0.1, 100.0, 100.1):
        clock.now = moment
        pace.take(share, pace.piece)
    assert share.seconds == pytest.approx(0.2)
