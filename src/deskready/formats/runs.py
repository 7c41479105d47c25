"""What a report says of each check: how its runs ended, whatever was asked of it."""

from collections.abc import Iterable

from msgspec import Struct

from deskready.core.audit.outcome import Outcome
from deskready.core.audit.record import Audit, CheckRecord
from deskready.core.audit.run import Run
from deskready.core.clock import show_time
from deskready.core.declare.metric import Metric
from deskready.core.declare.option import Chosen
from deskready.core.declare.unit import Unit
from deskready.core.words.message import message, row, text
from deskready.core.words.say import say
from deskready.core.words.terms import CHOSEN_BY, OUTCOME_WORD
from deskready.core.words.text import NOTHING, Name, Quantity, Text, text_of, typed
from deskready.core.words.values import by_reason, part_of
from deskready.formats.details import NOTE, WHAT_TO_DO, WHY, Details, details_of, joined, value_of

_OPTION = message("report.option", "{name} = {value} ({source})")
_MISSING = message("report.missing", "{labels}: not measured")
_CHOSEN = text("report.chosen", "Option")
_LAST_RUN = text("report.last-run", "Last run")
_EARLIER_RUN = text("report.earlier-run", "Earlier run")


class RunView(Struct, frozen=True):
    """One run of a check."""

    name: str
    """Whether it is the last or an earlier one."""
    summary: str
    """How it ended, how long it took, when."""
    details: Details
    """Why nothing was measured, values that stand in no line, what could not be measured, options that were chosen."""


class Part(Struct, frozen=True):
    """One check."""

    title: str
    """Its name for people, with id and version."""
    run: RunView
    """Its last run."""
    earlier: tuple[RunView, ...]
    """The runs before, oldest first."""
    log: str
    """The tail of its log."""


def part_of_check(audit: Audit, record: CheckRecord) -> Part:
    """A check of an audit."""
    *earlier, last = record.runs or (Run(),)
    judged = {verdict.metric for verdict in audit.verdicts}
    return Part(
        title=f"{say(record.title)} ({joined(record.id, record.version, by=' ')})",
        run=_run(_LAST_RUN, last, record.metrics, judged),
        earlier=tuple(_run(_EARLIER_RUN, run, record.metrics) for run in earlier),
        log=last.log,
    )


def _run(name: Text, run: Run, metrics: Iterable[Metric], judged: Iterable[str] = ()) -> RunView:
    """A run in words.

    Args:
        name: Which run it is.
        run: The run.
        metrics: What its check can measure.
        judged: Ids of metrics that stand in a line already, where the run ended well.
    """
    above = set(judged) if run.outcome is Outcome.MEASURED else set()
    labels = {metric.id: text_of(metric.label) for metric in metrics}
    gaps = by_reason(gap for gap in run.gaps if gap.metric not in above)
    took = Quantity(round(run.seconds, 1), Unit.SECOND)
    return RunView(
        name=say(name),
        summary=joined(OUTCOME_WORD[run.outcome], row(took) if run.seconds else NOTHING, show_time(run.finished)),
        details=details_of(
            (WHY, run.reason),
            (WHAT_TO_DO, run.remedy),
            *((NOTE, note) for note in run.notes),
            *((m.label, value_of(m)) for m in run.measurements if m.metric not in above),
            *((_MISSING(labels=row(*(labels.get(each) or Text(each) for each in ids))), why) for ids, why in gaps),
            *((_CHOSEN, _option(name, chosen)) for name, chosen in run.options.items() if chosen.source != "default"),
        ),
    )


def _option(name: str, chosen: Chosen) -> str:
    source = CHOSEN_BY.get(chosen.source) or Name(chosen.source)
    value = part_of(chosen.value, Unit.NONE, chosen.privacy)
    return say(_OPTION(name=typed(name), value=value, source=source))
