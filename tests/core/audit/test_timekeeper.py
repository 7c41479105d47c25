"""Times of a record: in order whatever becomes of the computer's clock, which the record tells."""

from datetime import UTC, datetime, timedelta

import pytest

from deskready.core import clock
from deskready.core.audit.timekeeper import Timekeeper
from deskready.core.words.say import say
from deskready.core.words.text import Text

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


class Computer:
    """A computer whose clocks a test moves."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.wall, self.passed, self.awake = NOON, 1000.0, 900.0
        monkeypatch.setattr(clock, "wall", lambda: self.wall)
        monkeypatch.setattr(clock, "passed", lambda: self.passed)
        monkeypatch.setattr(clock, "awake", lambda: self.awake)

    def wait(self, seconds: float, *, asleep: bool = False) -> None:
        self.wall += timedelta(seconds=seconds)
        self.passed += seconds
        self.awake += 0 if asleep else seconds

    def set(self, seconds: float) -> None:
        self.wall += timedelta(seconds=seconds)


@pytest.fixture
def computer(monkeypatch: pytest.MonkeyPatch) -> Computer:
    return Computer(monkeypatch)


def moment(time: str) -> datetime:
    return datetime.fromisoformat(time)


def notes_of(times: Timekeeper) -> tuple[Text, ...]:
    return times.notes


@pytest.mark.parametrize(
    ("by", "said"),
    [
        (0.0, None),
        (0.9, None),
        (-0.9, None),
        (-3600.0, "was set back by 1 h"),
        (7.0, "was set forward by 7 s"),
    ],
)
def test_a_clock_that_is_set_moves_no_time_and_is_told(computer: Computer, by: float, said: str | None) -> None:
    times = Timekeeper()
    computer.wait(10)
    computer.set(by)
    computer.wait(10)
    assert moment(times.now()) == NOON + timedelta(seconds=20)
    assert [say(note).partition(". ")[0] for note in notes_of(times)] == (
        [f"While this audit ran, the clock of this computer {said}"] if said else []
    )


def test_a_clock_that_was_set_right_again_is_told_all_the_same(computer: Computer) -> None:
    times = Timekeeper()
    computer.set(-300)
    times.now()
    computer.set(300)
    times.now()
    assert len(times.notes) == 1


def test_sleep_counts_and_is_told_apart_from_a_clock_that_is_set(computer: Computer) -> None:
    times = Timekeeper()
    computer.wait(180, asleep=True)
    assert moment(times.now()) == NOON + timedelta(seconds=180)
    assert [say(note) for note in notes_of(times)] == ["While this audit ran, this computer slept for 3 min."]


def test_what_the_computer_slept_between_two_runs_is_nobodys_business(computer: Computer) -> None:
    times = Timekeeper()
    times.now()
    computer.wait(180, asleep=True)
    times.begin()
    computer.wait(5)
    times.now()
    assert times.notes == ()
    computer.wait(60, asleep=True)
    times.now()
    computer.wait(600, asleep=True)
    times.begin()
    times.now()
    assert [note.id for note in notes_of(times)] == ["timekeeper.slept"]
    assert "60 s" in say(notes_of(times)[0])


def test_what_is_gone_on_with_never_lies_before_what_was(computer: Computer) -> None:
    last = NOON + timedelta(hours=2)
    times = Timekeeper([NOON.isoformat(), "", "whenever", "2026-11-21T23:00:00", last.isoformat()])
    assert times.notes == ()
    computer.wait(10)
    assert moment(times.now()) == last + timedelta(seconds=10)
    assert [note.id for note in notes_of(times)] == ["timekeeper.behind"]


def test_real_clocks_agree() -> None:
    times = Timekeeper()
    assert abs(moment(times.now()) - datetime.now(UTC)) < timedelta(seconds=5)
    assert times.notes == ()
