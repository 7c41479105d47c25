from deskready.core.judge.verdict import Mark, Readiness
from deskready.tui.view.palette import MARK_STYLE, READINESS_MARK, STATE_CLASSES, state_class, state_mark
from helpers.states import STATES


def test_everything_has_a_style_of_the_theme() -> None:
    assert set(MARK_STYLE) == set(Mark)
    assert set(READINESS_MARK) == set(Readiness)
    assert all(style.startswith("$") for style in MARK_STYLE.values())


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
    from msgspec import structs

    assert state_mark(structs.replace(state, verdicts=())) is Mark.UNKNOWN


def test_every_class_is_known_to_the_panel() -> None:
    classes = {state_class(state) for state in STATES.values()}
    assert classes == set(STATE_CLASSES)
