"""Facts: what an audit knows of each metric, from each check's last run."""

from collections.abc import Iterable

from deskready.core.audit.outcome import Outcome
from deskready.core.audit.run import Run
from deskready.core.declare.check_info import CheckInfo
from deskready.core.declare.metric import Metric
from deskready.core.judge.causes import MEND_FIRST
from deskready.core.judge.verdict import Fact
from deskready.core.words.message import message
from deskready.core.words.text import NOTHING

_NOT_RUN = message("fact.not-run", "{check} has not been run.")
_RUN = message("fact.run", "Run {check}.")
_NOT_MEASURED = message("fact.not-measured", "{check} was not measured.")
_RUN_AGAIN = message("fact.run-again", "Run {check} again.")
_NOT_REPORTED = message("fact.not-reported", "{check} did not report it.")


def facts_of(runs: Iterable[tuple[CheckInfo, Run]]) -> dict[str, Fact]:
    """A fact for every metric that the checks declare, by metric id, from each check's last run."""
    return {metric.id: _fact(info, metric, run) for info, run in runs for metric in info.metrics}


def _fact(info: CheckInfo, metric: Metric, run: Run) -> Fact:
    if run.outcome is Outcome.NOT_RUN:
        return Fact(Outcome.NOT_RUN, reason=_NOT_RUN(check=info.title), remedy=_RUN(check=info.title))
    if run.outcome is not Outcome.MEASURED:
        reason, remedy = run.reason or _NOT_MEASURED(check=info.title), run.remedy or _RUN_AGAIN(check=info.title)
        return Fact(run.outcome, reason=reason, remedy=remedy)
    gap = run.gap(metric.id)
    if gap is not None:
        return Fact(Outcome.UNAVAILABLE, reason=gap.reason, remedy=gap.remedy)
    found = run.measurement(metric.id)
    if found is None:
        again = _RUN_AGAIN(check=info.title)
        return Fact(Outcome.UNAVAILABLE, reason=_NOT_REPORTED(check=info.title), remedy=again)
    remedy = MEND_FIRST if found.cause else info.remedies.get(metric.id, NOTHING)
    return Fact(Outcome.MEASURED, found, remedy=remedy)
