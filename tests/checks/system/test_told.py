"""A value that the system tells is a measurement; whatever goes wrong in the reading of it is a gap."""

import psutil
import pytest

from deskready.core.audit.event import Logged
from deskready.plugin import Gap, Kind, Measurement, Metric, Unit, text
from deskready.testing.context import RecordingContext
from deskready_checks.system.told import BY_SYSTEM, told
from deskready_checks.system.unread import Unread, Why

CORES = Metric("computer.cores", "Cores")
MANY = text("test.how-many", "how many there are")
SAVER = Metric("power.saver", "Battery saver", kind=Kind.FLAG)


def refuse(error: Exception) -> Measurement | Gap:
    def read() -> int:
        raise error

    return told(RecordingContext(), CORES, MANY, read)


def test_a_value_is_measured() -> None:
    found = told(RecordingContext(), CORES, MANY, lambda: 4)
    assert found == CORES.measured(4, method=BY_SYSTEM)
    assert BY_SYSTEM.words == "told by the system"
    assert told(RecordingContext(), CORES, MANY, lambda: 4, method="sysfs") == CORES.measured(4, method="sysfs")


@pytest.mark.parametrize("value", [0, 0.0])
def test_nothing_is_a_number(value: float) -> None:
    assert told(RecordingContext(), CORES, MANY, lambda: value) == CORES.measured(value, method=BY_SYSTEM)


def test_no_is_an_answer() -> None:
    found = told(RecordingContext(), SAVER, MANY, lambda: False)
    assert isinstance(found, Measurement)
    assert found.value is False


def test_a_measurement_of_the_readers_own_is_kept() -> None:
    own = Metric("computer.time", "Time", Unit.SECOND).measured(5, low=4, high=6, method="by ear")
    assert told(RecordingContext(), CORES, MANY, lambda: own) is own


@pytest.mark.parametrize("nothing", [None, ""])
def test_nothing_is_a_gap(nothing: str | None) -> None:
    found = told(RecordingContext(), CORES, MANY, lambda: nothing)
    assert isinstance(found, Gap)
    assert found.reason.words == "This system does not tell how many there are."
    assert found.remedy


@pytest.mark.parametrize(
    "error",
    [
        Unread(),
        FileNotFoundError("gone"),
        RuntimeError("no such service"),
        NotImplementedError("old system"),
        KeyError("MemTotal"),
        ValueError("invalid literal"),
        TypeError("None"),
        AttributeError("no such function here"),
        psutil.AccessDenied(1),
    ],
)
def test_whatever_a_reading_raises_is_a_gap(error: Exception) -> None:
    found = refuse(error)
    assert isinstance(found, Gap)
    assert found.reason.words == "This system does not tell how many there are."


def test_a_gap_says_why_and_the_log_says_more() -> None:
    found = refuse(PermissionError(13, "Permission denied", "/proc/1/io"))
    assert isinstance(found, Gap)
    assert found.reason.words == "This system does not let programs read how many there are."
    context = RecordingContext()

    def late() -> int:
        raise Unread(Why.LATE, "pmset had not ended after 8 s")

    found = told(context, CORES, MANY, late)
    assert isinstance(found, Gap)
    assert found.remedy.words.startswith("Measure again")
    assert context.events == [Logged("computer.cores: pmset had not ended after 8 s")]
