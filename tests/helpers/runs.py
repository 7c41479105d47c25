"""Ends of runs, as the engine reports them."""

from deskready.core.audit.event import Ended
from deskready.core.audit.outcome import Failure, Outcome
from deskready.core.audit.run import Run
from deskready.core.words.text import Words, text_of


def run_that(
    outcome: Outcome,
    seconds: float = 0.0,
    failure: Failure | None = None,
    reason: Words = "",
    remedy: Words = "",
    log: str = "",
    finished: str = "",
) -> Run:
    """A run that ended so."""
    return Run(
        outcome,
        seconds=seconds,
        failure=failure,
        reason=text_of(reason),
        remedy=text_of(remedy),
        log=log,
        finished=finished,
    )


def ended(
    outcome: Outcome,
    seconds: float = 0.0,
    failure: Failure | None = None,
    reason: Words = "",
    remedy: Words = "",
    log: str = "",
    finished: str = "",
) -> Ended:
    """Its end."""
    return Ended(run_that(outcome, seconds, failure, reason, remedy, log, finished))
