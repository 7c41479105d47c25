"""What a report for people says, and in which order; the text, Markdown and HTML formats only lay it out."""

from collections.abc import Iterable

from msgspec import Struct

from deskready.core.audit.outcome import Outcome
from deskready.core.audit.record import Audit, CheckRecord
from deskready.core.audit.restore import facts_in
from deskready.core.audit.run import Run
from deskready.core.clock import show_time
from deskready.core.declare.area import area_of
from deskready.core.declare.metric import Measurement, Metric
from deskready.core.declare.option import Chosen
from deskready.core.declare.privacy import Privacy
from deskready.core.declare.unit import Unit
from deskready.core.judge.verdict import Fact, Judgement, Mark, Verdict
from deskready.core.profile.requirement import Level, Requirement
from deskready.core.words.headline import headline
from deskready.core.words.message import counted, message, row, text
from deskready.core.words.say import say
from deskready.core.words.terms import CHOSEN_BY, MARK_SYMBOL, MARK_WORD, OUTCOME_WORD
from deskready.core.words.text import NOTHING, Name, Quantity, Text, Words, text_of
from deskready.core.words.values import by_reason, part_of, show_measurement, show_requirement
from deskready.core.words.verdicts import without_name

PARTIAL = text("report.partial", "Partial: not everything that the profile asks about was run.")
"""Said of an audit that is marked partial."""
SELF_REPORTED = text("report.self-reported", "self-reported")
"""Said of every value that a person gave and no instrument."""
_LEVEL_NOTE = {
    Level.REQUIRED: NOTHING,
    Level.WHEN_MEASURED: text("report.when-measured", "counts when measured"),
    Level.ADVISORY: text("report.advice", "advice"),
}
_NOT_MEASURED = text("report.not-measured", "not measured")
_TOLD = message("report.told", "{value} [{told}]")
_SAMPLES = counted("report.samples", "{count} sample", "{count} samples")
_OPTION = message("report.option", "{name} = {value} ({source})")
_COUNTS = message("report.counts", "{asked} ({level})")
_MISSING = message("report.missing", "{labels}: not measured")
_WHY = text("report.why", "Why")
_WHAT_TO_DO = text("report.what-to-do", "What to do")
_HOW = text("report.how", "How")
_NOTE = text("report.note", "Note")
_SOURCE = text("report.source", "Source")
_CHOSEN = text("report.chosen", "Option")
_LAST_RUN = text("report.last-run", "Last run")
_EARLIER_RUN = text("report.earlier-run", "Earlier run")
_JUDGED_BY = text("report.judged-by", "Judged by")
_PUBLISHED_BY = text("report.published-by", "Published by")
_NUMBERS_FROM = text("report.numbers-from", "Numbers from")
_STARTED = text("report.started", "Started")
_FINISHED = text("report.finished", "Finished")
_NOT_YET = text("report.not-yet", "not yet when this was saved")
_MACHINE = text("report.machine", "Machine")
_MADE_WITH = text("report.made-with", "Made with")
_AUDIT = text("report.audit", "Audit")

Details = tuple[tuple[str, str], ...]
"""Names and values, in the order in which they show; what is empty is left out."""


class Line(Struct, frozen=True):
    """One requirement and how it was met."""

    symbol: str
    """The verdict's symbol."""
    word: str
    """The verdict's word."""
    label: str
    """What was asked about."""
    value: str
    """What was measured, with interval, or "not measured"."""
    asked: str
    """What is asked for, and what it counts for where it is not simply required."""
    details: Details
    """Why there is no clear verdict, what to do, how it was measured, and who asks for it."""


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


class Area(Struct, frozen=True):
    """What belongs together: the line, the computer, the room."""

    title: str
    lines: tuple[Line, ...]
    parts: tuple[Part, ...]


class Report(Struct, frozen=True):
    """A report."""

    headline: str
    """The verdict on the whole, in one line."""
    notice: str
    """That the audit is partial, or ""."""
    about: tuple[tuple[str, str], ...]
    """Who judged, when, on what machine: names and values."""
    areas: tuple[Area, ...]


def report_of(audit: Audit) -> Report:
    """The report on an audit."""
    facts = facts_in(audit)
    areas = dict.fromkeys(
        [_area(verdict.metric) for verdict in audit.verdicts] + [_area(record.id) for record in audit.checks]
    )
    return Report(
        headline=say(headline(Judgement(audit.readiness, audit.verdicts, audit.partial))),
        notice=say(PARTIAL) if audit.partial else "",
        about=_about(audit),
        areas=tuple(
            Area(
                title=say(area_of(area).title),
                lines=tuple(_line(audit, v, facts.get(v.metric)) for v in audit.verdicts if _area(v.metric) == area),
                parts=tuple(_part(audit, record) for record in audit.checks if _area(record.id) == area),
            )
            for area in areas
        ),
    )


def _area(dotted_id: str) -> str:
    return dotted_id.partition(".")[0]


def _about(audit: Audit) -> tuple[tuple[str, str], ...]:
    profile, machine = audit.profile, audit.machine
    found = (
        (_JUDGED_BY, f"{profile.title} ({profile.id})"),
        (_PUBLISHED_BY, _joined(profile.publisher, profile.date)),
        (_NUMBERS_FROM, profile.source),
        (_STARTED, show_time(audit.started)),
        (_FINISHED, show_time(audit.finished) or say(_NOT_YET)),
        (_MACHINE, _joined(machine.os, machine.architecture, machine.python and f"Python {machine.python}")),
        (_MADE_WITH, f"{audit.tool.name} {audit.tool.version}"),
        (_AUDIT, audit.id),
    )
    return tuple((say(name), value) for name, value in found if value)


def _line(audit: Audit, verdict: Verdict, fact: Fact | None) -> Line:
    line = audit.profile.requirement(verdict.metric) or Requirement(verdict.metric)
    found = fact.measurement if fact else None
    asked, level = show_requirement(verdict), _LEVEL_NOTE[verdict.level]
    return Line(
        symbol=MARK_SYMBOL[verdict.verdict],
        word=say(MARK_WORD[verdict.verdict]),
        label=say(line.label or (found.label if found else "") or verdict.metric),
        value=_value(found) if found else say(_NOT_MEASURED),
        asked=say(_COUNTS(asked=asked, level=level) if level else asked),
        details=_details(
            (_WHY, _why_of(verdict, fact)),
            (_WHAT_TO_DO, verdict.remedy),
            (_HOW, _how(found) if found else ""),
            (_NOTE, line.note),
            (_SOURCE, verdict.source),
        ),
    )


def _details(*found: tuple[Words, Words]) -> Details:
    return tuple((say(name), say(value)) for name, value in found if value)


def _why_of(verdict: Verdict, fact: Fact | None) -> Text:
    """Why there is no clear verdict, or nothing where there is one."""
    if fact is not None and fact.measurement is None:
        return fact.reason
    clear = verdict.verdict in (Mark.PASS, Mark.WARN, Mark.FAIL) and not verdict.borderline
    return NOTHING if clear else without_name(verdict.message)


def _value(found: Measurement) -> str:
    shown = show_measurement(found)
    return say(_TOLD(value=shown, told=SELF_REPORTED) if found.self_reported else shown)


def _how(found: Measurement) -> str:
    return _joined(found.method, NOTHING if found.samples is None else _SAMPLES(count=found.samples))


def _part(audit: Audit, record: CheckRecord) -> Part:
    *earlier, last = record.runs or (Run(),)
    judged = {verdict.metric for verdict in audit.verdicts}
    return Part(
        title=f"{say(record.title)} ({_joined(record.id, record.version, by=' ')})",
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
        summary=_joined(OUTCOME_WORD[run.outcome], row(took) if run.seconds else NOTHING, show_time(run.finished)),
        details=_details(
            (_WHY, run.reason),
            (_WHAT_TO_DO, run.remedy),
            *((m.label, _value(m)) for m in run.measurements if m.metric not in above),
            *((_MISSING(labels=row(*(labels.get(each) or Text(each) for each in ids))), why) for ids, why in gaps),
            *((_CHOSEN, _option(name, chosen)) for name, chosen in run.options.items() if chosen.source != "default"),
        ),
    )


def _option(name: str, chosen: Chosen) -> str:
    source = CHOSEN_BY.get(chosen.source) or Name(chosen.source)
    value = part_of(chosen.value, Unit.NONE, chosen.privacy)
    return say(_OPTION(name=Name(name, Privacy.PUBLIC), value=value, source=source))


def _joined(*parts: Words, by: str = ", ") -> str:
    return by.join(say(part) for part in parts if part)
