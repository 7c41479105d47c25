"""Facts: what an audit knows of each metric, from each check's last run."""

from collections.abc import Iterable

from deskready.core.audit.outcome import Outcome
from deskready.core.audit.record import Attempt
from deskready.core.declare.check_info import CheckInfo
from deskready.core.declare.metric import Metric
from deskready.core.judge.verdict import Fact


def facts_of(runs: Iterable[tuple[CheckInfo, Attempt | None]]) -> dict[str, Fact]:
    """A fact for every metric that the checks declare, by metric id."""
    return {metric.id: _fact(info, metric, attempt) for info, attempt in runs for metric in info.metrics}


def _fact(info: CheckInfo, metric: Metric, attempt: Attempt | None) -> Fact:
    if attempt is None:
        return Fact(Outcome.NOT_RUN, reason=f"{info.title} has not been run.", remedy=f"Run {info.title}.")
    if attempt.outcome is not Outcome.MEASURED:
        reason = attempt.reason or f"{info.title} was not measured."
        return Fact(attempt.outcome, reason=reason, remedy=attempt.remedy or f"Run {info.title} again.")
    gap = next((gap for gap in attempt.gaps if gap.metric == metric.id), None)
    if gap is not None:
        return Fact(Outcome.UNAVAILABLE, reason=gap.reason, remedy=gap.remedy)
    found = next((m for m in attempt.measurements if m.metric == metric.id), None)
    if found is None:
        return Fact(Outcome.UNAVAILABLE, reason=f"{info.title} did not report it.", remedy=f"Run {info.title} again.")
    return Fact(Outcome.MEASURED, found, remedy=info.remedies.get(metric.id, ""))
