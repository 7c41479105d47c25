"""What a check has come to: its worst verdict, whether it passed, and which of several most needs attention."""

from collections.abc import Iterable

from deskready.core.audit.check_state import CheckState
from deskready.core.audit.outcome import Outcome
from deskready.core.judge.judge import worst
from deskready.core.judge.verdict import Mark


def state_mark(state: CheckState) -> Mark | None:
    """The worst verdict on a check that has ended a run; None for one that has not, or that nothing judges."""
    if state.outcome is Outcome.NOT_RUN:
        return None
    if state.verdicts:
        return worst(verdict.verdict for verdict in state.verdicts)
    if state.outcome is Outcome.SKIPPED:
        return Mark.SKIPPED
    return None if state.outcome is Outcome.MEASURED else Mark.UNKNOWN


def passed(state: CheckState) -> bool:
    """Whether nothing about it is left to do."""
    mark = state_mark(state)
    return mark is Mark.PASS or (mark is None and state.outcome is Outcome.MEASURED)


def worst_check(states: Iterable[CheckState]) -> str | None:
    """The id of the check that most needs attention: the first with the worst verdict; None where all pass."""
    marks = {state.info.id: mark for state in states if (mark := state_mark(state)) not in (None, Mark.PASS)}
    worst_mark = worst(mark for mark in marks.values() if mark is not None) if marks else None
    return next((check_id for check_id, mark in marks.items() if mark is worst_mark), None)
