"""Colours by meaning, as theme variables. No state is told by colour alone: wording.py has its symbol and word."""

from deskready.core.audit.check_state import CheckState, Phase
from deskready.core.audit.outcome import Outcome
from deskready.core.judge.judge import worst
from deskready.core.judge.verdict import Mark, Readiness

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


def state_mark(state: CheckState) -> Mark | None:
    """The worst verdict on a check that has ended a run; None for one that has not, or that nothing judges."""
    if state.outcome is Outcome.NOT_RUN:
        return None
    if state.verdicts:
        return worst(verdict.verdict for verdict in state.verdicts)
    if state.outcome is Outcome.SKIPPED:
        return Mark.SKIPPED
    return None if state.outcome is Outcome.MEASURED else Mark.UNKNOWN


def state_class(state: CheckState) -> str:
    """The class of a panel in this state."""
    if state.phase is not Phase.IDLE:
        return f"-{state.phase.value}"
    mark = state_mark(state)
    return f"-{mark.value}" if mark else "-idle"
