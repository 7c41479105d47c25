"""Time that counts only while somebody works."""

import pytest

from deskready.core.audit.worktime import WorkTime


def test_it_counts_from_its_start_and_not_while_it_stands_still(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr("time.monotonic", lambda: now)
    work = WorkTime()
    now += 5
    assert work.seconds == 0
    work.go_on()
    now += 2
    work.go_on()
    assert work.seconds == 2
    work.stand_still()
    now += 50
    work.stand_still()
    assert work.seconds == 2
    work.go_on()
    now += 1
    assert work.seconds == 3
