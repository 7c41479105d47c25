"""The arithmetic of the load; real loads are in the test of the processor check."""

import math
import time

import psutil
import pytest

from deskready_checks.computer.processor.load import Moment, Scan, _moment, rank, share, watch


def moment(taken: float, busy: float, total: float, **own: float) -> Moment:
    return Moment(taken, busy, total, dict(own.items()))


def test_our_own_part_does_not_count() -> None:
    before = moment(10, 100, 1000, program=5, check=1)
    after = moment(11, 101.2, 1002, program=5.3, check=1.1, started_meanwhile=0.2)
    percent, low, high = share(before, after) or (0, 0, 0)
    assert percent == pytest.approx(30)
    margin = 100 / 64 * math.sqrt(3 + 2) / 2
    assert [low, high] == pytest.approx([30 - margin, 30 + margin])


def test_our_own_process_that_ended_is_left_out() -> None:
    percent, _, _ = share(moment(0, 0, 0, ended=50), moment(1, 1, 2)) or (0, 0, 0)
    assert percent == pytest.approx(50)


@pytest.mark.parametrize(("busy", "own", "expected"), [(0.1, 0.5, (0, 0)), (2.5, 0.0, (100, 100))])
def test_the_load_stays_between_0_and_100(busy: float, own: float, expected: tuple[float, float]) -> None:
    percent, low, high = share(moment(0, 0, 0, us=0), moment(1, busy, 2, us=own)) or (-1, -1, -1)
    assert percent in expected
    assert 0 <= low <= percent <= high <= 100


def test_counters_that_stand_still_give_nothing() -> None:
    assert share(moment(0, 5, 10), moment(1, 5, 10)) is None
    assert share(moment(0, 5, 10), moment(0, 5, 11)) is None


def test_processes_of_one_name_are_one_program() -> None:
    first = Scan(0, {1: ("browser", 10.0), 2: ("browser", 0.0), 3: ("calls", 5.0), 4: ("us", 0.0), 6: ("gone", 1.0)})
    last = Scan(2, {1: ("browser", 10.4), 2: ("browser", 0.4), 3: ("calls", 5.2), 4: ("us", 9.0), 5: ("new", 1.0)})
    ranked = rank(first, last, 2, {4})
    assert [name for name, _ in ranked] == ["new", "browser", "calls"]
    assert [percent for _, percent in ranked] == pytest.approx([25, 20, 5])


def test_idle_programs_are_not_ranked() -> None:
    assert rank(Scan(0, {1: ("idle", 3.0)}), Scan(1, {1: ("idle", 3.0)}), 2, set()) == ()


def test_watch_measures_while_it_waits() -> None:
    found = watch(lambda: time.sleep(0.3))
    assert found is not None
    assert found.seconds >= 0.3
    assert 0 <= found.low <= found.percent <= found.high <= 100


def test_idle_time_is_not_busy() -> None:
    idle = psutil.cpu_times().idle
    now = _moment()
    assert 0 < idle <= now.total - now.busy
    assert now.busy > 0
