"""How long this computer has run: for real, and where the system does not tell."""

import time

import psutil
import pytest

from deskready.testing.context import run_check, shown
from deskready_checks.computer.uptime import Uptime


def test_this_computer() -> None:
    found, gaps, _ = run_check(Uptime)
    assert gaps == {}
    assert found["computer.uptime"].value == pytest.approx(time.time() - psutil.boot_time(), abs=60)


def test_it_reads_in_hours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("psutil.boot_time", lambda: time.time() - 11_940.5)
    found, _, _ = run_check(Uptime)
    assert shown(found["computer.uptime"]) == "3 h 19 min"


@pytest.mark.parametrize("error", [OSError("no /proc"), RuntimeError("no btime"), psutil.AccessDenied()])
def test_a_system_that_does_not_tell_is_a_gap(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def refuse() -> float:
        raise error

    monkeypatch.setattr("psutil.boot_time", refuse)
    found, gaps, _ = run_check(Uptime)
    assert found == {}
    assert gaps["computer.uptime"].reason.words == "This system does not tell when it was started."


def test_a_clock_that_was_set_back_is_a_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("psutil.boot_time", lambda: time.time() + 3600)
    assert "computer.uptime" in run_check(Uptime)[1]
