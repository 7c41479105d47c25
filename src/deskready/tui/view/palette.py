"""Colours by meaning, as theme variables. No state is told by colour alone: the words have its symbol."""

from deskready.core.audit.check_state import CheckState, Phase
from deskready.core.judge.verdict import Mark, Readiness
from deskready.tui.view.marks import state_mark

MARK_STYLE = {
    Mark.PASS: "$text-success",
    Mark.WARN: "$text-warning",
    Mark.FAIL: "$text-error",
    Mark.UNKNOWN: "$text-secondary",
    Mark.SKIPPED: "$foreground-muted",
}
"""Text style of each verdict."""
READINESS_MARK = {
    Readiness.READY: Mark.PASS,
    Readiness.WARNINGS: Mark.WARN,
    Readiness.NOT_READY: Mark.FAIL,
    Readiness.UNDECIDED: Mark.UNKNOWN,
}
"""The verdict whose symbol and colour stand for each readiness."""
STATE_CLASSES = ("-pass", "-warn", "-fail", "-unknown", "-skipped", "-running", "-queued", "-idle")
"""Every class that `state_class` can give."""


def state_class(state: CheckState) -> str:
    """The class of a panel in this state."""
    if state.phase is not Phase.IDLE:
        return f"-{state.phase.value}"
    mark = state_mark(state)
    return f"-{mark.value}" if mark else "-idle"
