from msgspec import structs

from deskready.core.judge.verdict import Mark
from deskready.tui.view.marks import passed, state_mark, worst_check
from helpers.states import STATES


def test_the_mark_of_each_state() -> None:
    marks = {name: state_mark(state) for name, state in STATES.items()}
    assert marks["pass"] is Mark.PASS
    assert marks["borderline"] is Mark.WARN
    assert marks["everything at once"] is Mark.FAIL
    assert {marks[name] for name in ("unavailable", "failed", "cancelled", "unknown gap")} == {Mark.UNKNOWN}
    assert marks["skipped"] is Mark.SKIPPED
    assert marks["idle"] is marks["nothing judges it"] is None


def test_a_failed_check_that_nothing_judges_is_unknown() -> None:
    state = STATES["failed"]
    assert state_mark(structs.replace(state, verdicts=())) is Mark.UNKNOWN


def test_what_passed() -> None:
    done = {name for name, state in STATES.items() if passed(state)}
    assert {"pass", "nothing judges it"} <= done
    assert not done & {"borderline", "fail", "unavailable", "failed", "cancelled", "skipped", "idle"}


def test_the_check_that_most_needs_attention() -> None:
    good, close, bad = (STATES[name] for name in ("pass", "borderline", "everything at once"))
    close = structs.replace(close, info=structs.replace(close.info, id="line.close"))
    bad = structs.replace(bad, info=structs.replace(bad.info, id="line.bad"))
    assert worst_check([good, close, bad]) == "line.bad"
    assert worst_check([good, close]) == "line.close"
    assert worst_check([good, STATES["nothing judges it"]]) is None
    assert worst_check([]) is None
