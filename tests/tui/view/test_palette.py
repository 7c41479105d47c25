from deskready.core.judge.verdict import Mark, Readiness
from deskready.tui.view.palette import MARK_STYLE, READINESS_MARK, STATE_CLASSES, state_class
from helpers.states import STATES


def test_everything_has_a_style_of_the_theme() -> None:
    assert set(MARK_STYLE) == set(Mark)
    assert set(READINESS_MARK) == set(Readiness)
    assert all(style.startswith("$") for style in MARK_STYLE.values())


def test_every_class_is_known_to_the_panel() -> None:
    classes = {state_class(state) for state in STATES.values()}
    assert classes == set(STATE_CLASSES)
