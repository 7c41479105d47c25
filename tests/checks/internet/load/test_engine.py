"""One direction from its first connection to its end, over connections that only pretend."""

import threading
import time

import pytest

from deskready_checks.internet.load import course
from deskready_checks.internet.load.course import TICK_SECONDS, Rules, Stop
from deskready_checks.internet.load.engine import run_load
from deskready_checks.internet.load.fault import Fault
from deskready_checks.internet.load.interface import Trouble
from deskready_checks.internet.load.limits import Held
from deskready_checks.internet.load.tcp_info import TcpInfo

MBIT = 80.0


class Pretence:
    """Connections that move bytes at a rate, until they stand still."""

    def __init__(self, until: float = 1e9, trouble: Trouble | None = None) -> None:
        self.flows = self.closed = 0
        self._until = until
        self._trouble = trouble
        self._seconds = 0.0

    @property
    def trouble(self) -> Trouble | None:
        return self._trouble if self._seconds >= self._until else None

    def grow(self, flows: int) -> None:
        self.flows = max(self.flows, flows)

    def reading(self, seconds: float) -> tuple[float, int]:
        self._seconds = seconds
        return seconds, int(min(seconds, self._until) * MBIT * 125_000)

    def info(self) -> list[TcpInfo]:
        return []

    def close(self) -> None:
        self.closed += 1


class Counting(Pretence):
    """A server that counts for us, and falls silent."""

    def reading(self, seconds: float) -> tuple[float, int]:
        return min(seconds, self._until), int(min(seconds, self._until) * MBIT * 125_000)


def test_a_steady_line_is_measured_and_left() -> None:
    load = Pretence()
    found = run_load(load, Rules(0.1, seconds=1.5), threading.Event())
    assert found.stop is Stop.TIME
    assert found.held is Held.LINE
    assert found.course.estimate.rate == pytest.approx(MBIT, rel=0.001)
    assert load.flows == found.course.growth.flows
    assert load.closed == 1


def test_what_broke_the_connections_is_raised_and_they_are_ended() -> None:
    load = Pretence(until=0.2, trouble=Trouble(Fault.CUT, "reset by peer"))
    with pytest.raises(Trouble, match="reset by peer"):
        run_load(load, Rules(0.1, seconds=5.0), threading.Event())
    assert load.closed == 1


def test_connections_that_stand_still_are_not_waited_for() -> None:
    load = Pretence(until=0.0)
    with pytest.raises(Trouble) as caught:
        run_load(load, Rules(0.1, seconds=0.4), threading.Event())
    assert caught.value.fault is Fault.STALLED
    assert load.closed


def test_connections_that_stop_half_way_were_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(course, "STALL_SECONDS", 0.2)
    with pytest.raises(Trouble) as caught:
        run_load(Pretence(until=0.2), Rules(0.1, seconds=5.0), threading.Event())
    assert caught.value.fault is Fault.CUT


def test_a_server_whose_count_ends_is_not_waited_for() -> None:
    load = Counting(until=0.3)
    with pytest.raises(Trouble) as caught:
        run_load(load, Rules(0.1, seconds=0.5), threading.Event())
    assert caught.value.fault is Fault.STALLED


def test_ended_from_outside_it_returns_what_it_has() -> None:
    stopping = threading.Event()
    stopping.set()
    found = run_load(Pretence(), Rules(0.1), stopping)
    assert found.stop is Stop.ENDED
    assert found.course.trace.seconds < 10 * TICK_SECONDS


def test_a_computer_that_comes_too_late_to_its_readings_says_so() -> None:
    class Slow(Pretence):
        def reading(self, seconds: float) -> tuple[float, int]:
            time.sleep(3 * TICK_SECONDS)
            return super().reading(seconds)

    found = run_load(Slow(), Rules(0.1, seconds=3.0), threading.Event())
    assert found.course.kept_up < 0.5
    assert found.held is Held.BUSY
    assert found.course.trace.slack(2.0) >= TICK_SECONDS, "nor is it certain when a reading was taken"
