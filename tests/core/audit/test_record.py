from deskready.core.audit.outcome import Outcome
from deskready.core.audit.run import Run
from helpers.declared import DOWNLOAD
from helpers.samples import record, run

FIRST, SECOND = run(Outcome.MEASURED, 1), run(Outcome.FAILED, 2)


def test_the_last_run_of_a_check_counts() -> None:
    check = record("internet.speed", "Speed", SECOND, (DOWNLOAD,), earlier=(FIRST,))
    assert (check.runs, check.last, check.outcome) == ((FIRST, SECOND), SECOND, Outcome.FAILED)


def test_a_check_that_was_not_run_has_no_runs_and_says_so() -> None:
    check = record("internet.speed", "Speed", None, (DOWNLOAD,))
    assert (check.runs, check.last, check.outcome) == ((), Run(), Outcome.NOT_RUN)
