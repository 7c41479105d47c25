"""What a report for people says, and in which order; the text, Markdown and HTML formats only lay it out."""

from collections.abc import Iterator
from functools import partial

from msgspec import Struct

from deskready.core.audit.record import Audit
from deskready.core.audit.restore import facts_in, in_their_light
from deskready.core.clock import show_time
from deskready.core.declare.area import area_of
from deskready.core.declare.metric import Measurement
from deskready.core.judge.causes import Story
from deskready.core.judge.verdict import Fact, Judgement, Mark, Verdict
from deskready.core.profile.requirement import Level, Requirement
from deskready.core.words.headline import headline
from deskready.core.words.message import counted, message, row, text
from deskready.core.words.published import TITLE_AND_ID, published
from deskready.core.words.say import say
from deskready.core.words.terms import MARK_SYMBOL, MARK_WORD
from deskready.core.words.text import NOTHING, Text, Words, text_of, typed
from deskready.core.words.values import show_requirement
from deskready.core.words.verdicts import without_name
from deskready.formats.details import NOTE, WHAT_TO_DO, WHY, Details, details_of, joined, value_of
from deskready.formats.runs import Part, part_of_check

PARTIAL = text("report.partial", "Partial: not everything that the profile asks about was run.")
"""Said of an audit that is marked partial."""
_LEVEL_NOTE = {
    Level.REQUIRED: NOTHING,
    Level.WHEN_MEASURED: text("report.when-measured", "counts when measured"),
    Level.ADVISORY: text("report.advice", "advice"),
}
_CAUSE = text("report.cause", "Cause")
_HANGS = text("report.hangs", "Hangs on it")
_NOT_MEASURED = text("report.not-measured", "not measured")
_SAMPLES = counted("report.samples", "{count} sample", "{count} samples")
_COUNTS = message("report.counts", "{asked} ({level})")
_HOW = text("report.how", "How")
_SOURCE = text("report.source", "Source")
_JUDGED_BY = text("report.judged-by", "Judged by")
_PUBLISHED_BY = text("report.published-by", "Published by")
_NUMBERS_FROM = text("report.numbers-from", "Numbers from")
_STARTED = text("report.started", "Started")
_FINISHED = text("report.finished", "Finished")
_NOT_YET = text("report.not-yet", "not yet when this was saved")
_MACHINE = text("report.machine", "Machine")
_MADE_WITH = text("report.made-with", "Made with")
_AUDIT = text("report.audit", "Audit")


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
    causes: Details
    """Each fault behind what was found, beside what to do about it and what hangs on it."""
    about: Details
    """Who judged, when, on what machine: names and values."""
    areas: tuple[Area, ...]


def report_of(audit: Audit) -> Report:
    """The report on an audit."""
    audit = in_their_light(audit)
    facts = facts_in(audit)
    areas = dict.fromkeys(
        [_area(verdict.metric) for verdict in audit.verdicts] + [_area(record.id) for record in audit.checks]
    )
    return Report(
        headline=say(headline(Judgement(audit.readiness, audit.verdicts, audit.partial))),
        notice=say(PARTIAL) if audit.partial else "",
        causes=details_of(*(each for story in audit.causes for each in _story(audit, story))),
        about=_about(audit),
        areas=tuple(
            Area(
                title=say(area_of(area).title),
                lines=tuple(_line(audit, v, facts.get(v.metric)) for v in audit.verdicts if _area(v.metric) == area),
                parts=tuple(part_of_check(audit, record) for record in audit.checks if _area(record.id) == area),
            )
            for area in areas
        ),
    )


def _story(audit: Audit, story: Story) -> Iterator[tuple[Words, Words]]:
    """A cause, what to do about it, and the checks that hang on it."""
    checks = (text_of(record.title) for record in audit.checks if record.id in story.checks)
    yield _CAUSE, story.cause.title
    yield WHAT_TO_DO, story.cause.remedy
    yield _HANGS, row(*checks)


def _area(dotted_id: str) -> str:
    return dotted_id.partition(".")[0]


def _about(audit: Audit) -> Details:
    profile, machine = audit.profile, audit.machine
    said = partial(published, profile.id)
    found = (
        (_JUDGED_BY, TITLE_AND_ID(title=said("title", profile.title), id=typed(profile.id))),
        (_PUBLISHED_BY, joined(profile.publisher, profile.date)),
        (_NUMBERS_FROM, said("source", profile.source)),
        (_STARTED, show_time(audit.started)),
        (_FINISHED, show_time(audit.finished) or _NOT_YET),
        (_MACHINE, joined(machine.os, machine.architecture, machine.python and f"Python {machine.python}")),
        (_MADE_WITH, f"{audit.tool.name} {audit.tool.version}"),
        (_AUDIT, audit.id),
    )
    return details_of(*found, *((NOTE, note) for note in audit.notes))


def _line(audit: Audit, verdict: Verdict, fact: Fact | None) -> Line:
    line = audit.profile.requirement(verdict.metric) or Requirement(verdict.metric)
    said = partial(published, audit.profile.id)
    found = fact.measurement if fact else None
    asked, level = show_requirement(verdict), _LEVEL_NOTE[verdict.level]
    return Line(
        symbol=MARK_SYMBOL[verdict.verdict],
        word=say(MARK_WORD[verdict.verdict]),
        label=say(line.label or (found.label if found else "") or verdict.metric),
        value=value_of(found) if found else say(_NOT_MEASURED),
        asked=say(_COUNTS(asked=asked, level=level) if level else asked),
        details=details_of(
            (WHY, _why_of(verdict, fact)),
            (WHAT_TO_DO, verdict.remedy),
            (_HOW, _how(found) if found else ""),
            (NOTE, said(f"{line.metric}.note", line.note)),
            (_SOURCE, said(f"{line.metric}.source", verdict.source)),
        ),
    )


def _why_of(verdict: Verdict, fact: Fact | None) -> Text:
    """Why there is no clear verdict, or nothing where there is one."""
    if fact is not None and fact.measurement is None:
        return fact.reason
    clear = verdict.verdict in (Mark.PASS, Mark.WARN, Mark.FAIL) and not verdict.borderline
    return NOTHING if clear else without_name(verdict.message)


def _how(found: Measurement) -> str:
    return joined(found.method, NOTHING if found.samples is None else _SAMPLES(count=found.samples))
