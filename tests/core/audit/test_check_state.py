import pytest

from deskready.core.audit import event as ev
from deskready.core.audit.check_state import CheckState, Phase, advance
from deskready.core.audit.outcome import Outcome
from deskready.core.audit.run import Run
from deskready.core.declare.metric import Gap
from deskready.core.words.text import NOTHING, Text
from helpers.any_text import NAMED
from helpers.declared import DOWNLOAD, check_info, run

INFO = check_info()
EARLIER, LAST = run(DOWNLOAD.measured(5.0)), run(DOWNLOAD.measured(94.0), outcome=Outcome.CANCELLED)
GOING = Run(started="now", measurements=(DOWNLOAD.measured(1.0),))


def test_a_check_that_was_never_run_has_a_run_that_was_not_run() -> None:
    state = CheckState(INFO)
    assert (state.last, state.shown, state.outcome) == (Run(), Run(), Outcome.NOT_RUN)


def test_the_last_run_counts() -> None:
    state = CheckState(INFO, runs=(EARLIER, LAST))
    assert (state.last, state.outcome) == (LAST, Outcome.CANCELLED)


@pytest.mark.parametrize(("phase", "shown"), [(Phase.IDLE, LAST), (Phase.QUEUED, GOING), (Phase.RUNNING, GOING)])
def test_the_run_that_goes_on_is_shown_and_does_not_count(phase: Phase, shown: Run) -> None:
    state = CheckState(INFO, phase, (EARLIER, LAST), GOING)
    assert state.shown == shown
    assert (state.last, state.outcome) == (LAST, Outcome.CANCELLED)


@pytest.mark.parametrize(
    ("left", "told"),
    [(None, "Please be quiet."), (20, "Please be quiet.  20 s left"), (0, "Please be quiet.  0 s left")],
)
def test_an_instruction_tells_how_much_longer(left: int | None, told: str) -> None:
    state = CheckState(INFO, Phase.RUNNING, instruction=Text("Please be quiet."), instruction_left=left)
    assert state.told.words == told


def test_what_it_tells_goes_into_the_run_that_goes_on() -> None:
    state = CheckState(INFO, Phase.RUNNING, (LAST,))
    for event in (
        ev.Measured(DOWNLOAD.measured(1.0)),
        ev.Measured(DOWNLOAD.measured(2.0)),
        ev.Missing(Gap("internet.latency", Text("No answer."))),
        ev.Missing(Gap("internet.latency", Text("No answer at all."))),
        ev.Logged("one"),
        ev.Logged("two"),
    ):
        state = advance(state, event)
    assert state.going.measurements == (DOWNLOAD.measured(2.0),)
    assert state.going.gaps == (Gap("internet.latency", Text("No answer at all.")),)
    assert state.going.log == "one\ntwo\n"
    assert (state.last, state.going.outcome) == (LAST, Outcome.NOT_RUN)


def test_what_it_is_doing_is_shown_beside() -> None:
    state = advance(CheckState(INFO, Phase.RUNNING), ev.Progress(0.4, NAMED(name=3)))
    assert (state.activity, state.fraction) == (NAMED(name=3), 0.4)
    state = advance(state, ev.Instruct(Text("Be quiet."), 5.0, "Good morning."))
    assert (state.instruction, state.instruction_seconds, state.script) == (Text("Be quiet."), 5.0, "Good morning.")
    assert advance(state, ev.Instruct(NOTHING)).instruction == NOTHING


@pytest.mark.parametrize("event", [ev.Queued(), ev.Sample("rate", 0.1, 2.0), ev.Ended(LAST)])
def test_what_changes_more_than_a_snapshot_changes_nothing_here(event: ev.Event) -> None:
    state = CheckState(INFO, Phase.RUNNING, (EARLIER,), GOING)
    assert advance(state, event) == state
