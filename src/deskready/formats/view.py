"""What a report for people says, and in which order; the text, Markdown and HTML formats only lay it out."""

from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct

from deskready.core.audit.outcome import Outcome
from deskready.core.audit.record import Attempt, Audit, CheckRecord
from deskready.core.audit.restore import attempt_of, facts_in
from deskready.core.declare.area import area_of
from deskready.core.declare.metric import Measurement
from deskready.core.declare.option import Chosen
from deskready.core.declare.unit import Unit, show_value
from deskready.core.judge.verdict import Fact, Judgement, Mark, Verdict
from deskready.core.profile.requirement import Level, Requirement
from deskready.core.words.wording import (
    MARK_SYMBOL,
    MARK_WORD,
    OUTCOME_WORD,
    by_reason,
    count,
    headline,
    show_measurement,
    show_requirement,
)

PARTIAL = "Partial: not everything that the profile asks about was run."
"""Said of an audit that is marked partial."""
SELF_REPORTED = "self-reported"
"""Said of every value that a person gave and no instrument."""
_LEVEL_NOTE = {Level.REQUIRED: "", Level.WHEN_MEASURED: "counts when measured", Level.ADVISORY: "advice"}


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
    """What is asked for."""
    level: str
    """What the line counts for, or "" where it is simply required."""
    why: str
    """Why there is no clear verdict, or ""."""
    remedy: str
    """What to do, or ""."""
    how: str
    """How it was measured, or ""."""
    note: str
    """What the profile's publisher adds, or ""."""
    source: str
    """Who asks for it, or ""."""


class Run(Struct, frozen=True):
    """One run of a check."""

    summary: str
    """How it ended, how long it took, when."""
    reason: str
    """Why nothing was measured, or ""."""
    remedy: str
    """What to do about that, or ""."""
    values: tuple[tuple[str, str], ...]
    """Labels and values, without those that stand in a line."""
    gaps: tuple[tuple[str, str], ...]
    """Labels of what could not be measured, and why."""
    options: tuple[str, ...]
    """The options that somebody chose, and who."""


class Part(Struct, frozen=True):
    """One check."""

    title: str
    """Its name for people, with id and version."""
    run: Run
    """Its last run."""
    earlier: tuple[Run, ...]
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
        headline=headline(Judgement(audit.readiness, audit.verdicts, audit.partial)),
        notice=PARTIAL if audit.partial else "",
        about=_about(audit),
        areas=tuple(
            Area(
                title=area_of(area).title,
                lines=tuple(_line(audit, v, facts.get(v.metric)) for v in audit.verdicts if _area(v.metric) == area),
                parts=tuple(_part(audit, record) for record in audit.checks if _area(record.id) == area),
            )
            for area in areas
        ),
    )


def show_time(moment: str) -> str:
    """An RFC 3339 time as a person reads it: "2026-11-21 14:30:00 UTC+01:00"."""
    try:
        found = datetime.fromisoformat(moment)
    except ValueError:
        return moment
    return f"{found:%Y-%m-%d %H:%M:%S} {found.tzname() or ''}".rstrip()


def _area(dotted_id: str) -> str:
    return dotted_id.partition(".")[0]


def _about(audit: Audit) -> tuple[tuple[str, str], ...]:
    profile, machine = audit.profile, audit.machine
    found = (
        ("Judged by", f"{profile.title} ({profile.id})"),
        ("Published by", _joined(profile.publisher, profile.date)),
        ("Numbers from", profile.source),
        ("Started", show_time(audit.started)),
        ("Finished", show_time(audit.finished) or "not yet when this was saved"),
        ("Machine", _joined(machine.os, machine.architecture, machine.python and f"Python {machine.python}")),
        ("Made with", f"{audit.tool.name} {audit.tool.version}"),
        ("Audit", audit.id),
    )
    return tuple((name, value) for name, value in found if value)


def _line(audit: Audit, verdict: Verdict, fact: Fact | None) -> Line:
    asked = audit.profile.requirement(verdict.metric) or Requirement(verdict.metric)
    found = fact.measurement if fact else None
    label = asked.label or (found.label if found else "") or verdict.metric
    return Line(
        symbol=MARK_SYMBOL[verdict.verdict],
        word=MARK_WORD[verdict.verdict],
        label=label,
        value=_value(found) if found else "not measured",
        asked=show_requirement(verdict, asked.unit),
        level=_LEVEL_NOTE[verdict.level],
        why=_why(verdict, fact, label),
        remedy=verdict.remedy,
        how=_how(found) if found else "",
        note=asked.note,
        source=verdict.source,
    )


def _why(verdict: Verdict, fact: Fact | None, label: str) -> str:
    """Why there is no clear verdict, or "" where there is one."""
    if fact is not None and fact.measurement is None:
        return fact.reason
    clear = verdict.verdict in (Mark.PASS, Mark.WARN, Mark.FAIL) and not verdict.borderline
    return "" if clear else verdict.message.removeprefix(f"{label}: ")


def _value(found: Measurement) -> str:
    return show_measurement(found) + (f" [{SELF_REPORTED}]" if found.self_reported else "")


def _how(found: Measurement) -> str:
    return _joined(found.method, "" if found.samples is None else count(found.samples, "sample"))


def _part(audit: Audit, record: CheckRecord) -> Part:
    last = attempt_of(record)
    judged = {verdict.metric for verdict in audit.verdicts}
    labels = {metric.id: metric.label for metric in record.metrics}
    return Part(
        title=f"{record.title} ({_joined(record.id, record.version, by=' ')})",
        run=_run(last, labels, judged) if last else Run(OUTCOME_WORD[Outcome.NOT_RUN], "", "", (), (), ()),
        earlier=tuple(_run(attempt, labels) for attempt in record.attempts),
        log=record.log,
    )


def _run(attempt: Attempt, labels: dict[str, str], judged: Iterable[str] = ()) -> Run:
    """A run in words.

    Args:
        attempt: The run.
        labels: Names of metrics, by id.
        judged: Ids of metrics that stand in a line already, where the run ended well.
    """
    shown_above = set(judged) if attempt.outcome is Outcome.MEASURED else set()
    return Run(
        summary=_joined(
            OUTCOME_WORD[attempt.outcome],
            show_value(round(attempt.seconds, 1), Unit.SECOND) if attempt.seconds else "",
            show_time(attempt.finished),
        ),
        reason=attempt.reason,
        remedy=attempt.remedy,
        values=tuple((m.label, _value(m)) for m in attempt.measurements if m.metric not in shown_above),
        gaps=tuple(
            by_reason(
                (gap for gap in attempt.gaps if gap.metric not in shown_above), lambda name: labels.get(name, name)
            )
        ),
        options=tuple(_option(name, chosen) for name, chosen in attempt.options.items() if chosen.source != "default"),
    )


def _option(name: str, chosen: Chosen) -> str:
    return f"{name} = {show_value(chosen.value, Unit.NONE)} ({chosen.source})"


def _joined(*parts: str, by: str = ", ") -> str:
    return by.join(part for part in parts if part)
