"""Conducting a blocking test, with one that is blocked by hand."""

import threading
from collections.abc import Callable, Iterator

import pytest

from deskready.core.audit.event import Progress
from deskready.core.words.text import Text
from deskready.plugin import Unavailable, Unit, Words
from deskready.testing.context import RecordingContext
from deskready_checks.internet.load.explain import explain
from deskready_checks.internet.load.fault import Fault
from deskready_checks.internet.speed.conduct import Stage, conduct
from deskready_checks.internet.speed.plot import Plot

STAGE = Stage(Text("Working"), 0.25, 0.75, seconds=0.3, limit=20)


class Stoppable:
    """A test whose method waits until it is released or stopped."""

    def __init__(self) -> None:
        self.released = threading.Event()

    def stop(self) -> None:
        self.released.set()

    def explain(self, fault: Fault, detail: str = "") -> Unavailable:
        return explain(fault, detail, own_server=True)

    def wait(self) -> str:
        assert self.released.wait(20)
        return "done"


class Releasing(RecordingContext):
    """A context that does something at the so-many-th sample."""

    def __init__(self, at: int, what: Callable[[], None]) -> None:
        super().__init__()
        self._left = at
        self._what = what

    def sample(
        self,
        series: str,
        value: float,
        unit: Unit = Unit.NONE,
        *,
        title: Words = "",
        at: float | None = None,
        along: Unit = Unit.NONE,
    ) -> None:
        super().sample(series, value, unit, title=title, at=at, along=along)
        self._left -= 1
        if self._left == 0:
            self._what()


@pytest.fixture
def blocked() -> Iterator[Stoppable]:
    test = Stoppable()
    yield test
    test.released.set()


def plot(context: RecordingContext) -> Plot:
    return Plot(context, "x", "", lambda: 0)


def test_returns_what_the_call_returns_and_tells_progress_meanwhile(blocked: Stoppable) -> None:
    context = Releasing(6, blocked.released.set)
    assert conduct(context, blocked, blocked.wait, plot(context).sample, STAGE) == "done"
    told = [event for event in context.events if isinstance(event, Progress)]
    assert {event.text.words for event in told} == {"Working"}
    fractions = [event.fraction for event in told]
    assert fractions[0] < fractions[-1]
    assert fractions == sorted(fractions)
    assert fractions[0] >= 0.25
    assert fractions[-1] <= 0.75


def test_concluding_stops_the_test(blocked: Stoppable) -> None:
    context = RecordingContext()
    context.concluded = True
    assert conduct(context, blocked, blocked.wait, plot(context).sample, STAGE) == "done"


def test_unavailable_comes_through(blocked: Stoppable) -> None:
    def call() -> None:
        raise Unavailable("No line.")

    context = RecordingContext()
    with pytest.raises(Unavailable, match="No line"):
        conduct(context, blocked, call, plot(context).sample, STAGE)


def test_a_call_that_takes_too_long_is_given_up(blocked: Stoppable) -> None:
    context = RecordingContext()
    with pytest.raises(Unavailable, match="in time"):
        conduct(context, blocked, blocked.wait, plot(context).sample, STAGE._replace(limit=0.05))


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_broken_call_is_no_result(blocked: Stoppable) -> None:
    def call() -> None:
        raise ZeroDivisionError

    context = RecordingContext()
    with pytest.raises(RuntimeError, match="broke"):
        conduct(context, blocked, call, plot(context).sample, STAGE)
