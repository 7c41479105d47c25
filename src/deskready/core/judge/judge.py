"""Judging: what measurements mean against a profile. Pure functions; nothing is measured or shown here."""

from collections.abc import Iterable, Mapping

from deskready.core.audit.outcome import Outcome
from deskready.core.judge.causes import Story
from deskready.core.judge.match import band, comparable
from deskready.core.judge.verdict import Fact, Judgement, Mark, Readiness, Verdict
from deskready.core.profile.profile import Profile
from deskready.core.profile.requirement import Level, Requirement
from deskready.core.words.verdicts import verdict_message, verdict_remedy


def judge(profile: Profile, facts: Mapping[str, Fact], causes: tuple[Story, ...] = ()) -> Judgement:
    """Judges facts, by metric id, against every line of a profile.

    Args:
        profile: What is asked for.
        facts: What is known.
        causes: The faults behind that.
    """
    verdicts = tuple(_verdict(line, facts.get(line.metric)) for line in profile.requirements)
    untouched = (Outcome.NOT_RUN, Outcome.CANCELLED, Outcome.SKIPPED)
    partial = any(line.metric in facts and facts[line.metric].outcome in untouched for line in profile.requirements)
    return Judgement(readiness(verdicts), verdicts, partial, causes)


def told_anew(profile: Profile, verdicts: Iterable[Verdict], facts: Mapping[str, Fact]) -> Judgement:
    """Verdicts that stand, said anew by facts of which some words or values were taken out since.

    Args:
        profile: What they were made by.
        verdicts: The verdicts.
        facts: What is left, by metric id. Where no measurement is left, the line is judged by that.
    """
    stand = {verdict.metric: verdict for verdict in verdicts}
    said = tuple(_said_anew(line, stand.get(line.metric), facts.get(line.metric)) for line in profile.requirements)
    return Judgement(readiness(said), said, judge(profile, facts).partial)


def _said_anew(line: Requirement, stands: Verdict | None, fact: Fact | None) -> Verdict:
    if stands is None or fact is None or fact.measurement is None:
        return _verdict(line, fact)
    return _verdict_of(line, fact, stands.verdict, stands.borderline)


_BADNESS = (Mark.PASS, Mark.SKIPPED, Mark.WARN, Mark.UNKNOWN, Mark.FAIL)


def worst(marks: Iterable[Mark]) -> Mark:
    """The verdict that stands for several: fail before unknown, before warn, before skipped, before pass."""
    return max(marks, key=_BADNESS.index)


def readiness(verdicts: tuple[Verdict, ...]) -> Readiness:
    """The verdict on the whole, from the verdicts on its parts: the first rule that applies."""
    demanding = (Level.REQUIRED, Level.WHEN_MEASURED)
    if any(v.verdict is Mark.FAIL and v.level in demanding for v in verdicts):
        return Readiness.NOT_READY
    if any(v.verdict in (Mark.UNKNOWN, Mark.SKIPPED) and v.level is Level.REQUIRED for v in verdicts):
        return Readiness.UNDECIDED
    if any(v.verdict is Mark.WARN or (v.level is Level.ADVISORY and v.verdict is not Mark.PASS) for v in verdicts):
        return Readiness.WARNINGS
    return Readiness.READY


def _verdict(line: Requirement, fact: Fact | None) -> Verdict:
    return _verdict_of(line, fact, *_mark(line, fact))


def _verdict_of(line: Requirement, fact: Fact | None, mark: Mark, borderline: bool) -> Verdict:
    return Verdict(
        metric=line.metric,
        verdict=mark,
        borderline=borderline,
        minimum=line.minimum,
        maximum=line.maximum,
        allowed=line.allowed,
        recommended=line.recommended,
        level=line.level,
        message=verdict_message(line, fact, mark, borderline),
        remedy=verdict_remedy(line, fact, mark, borderline),
        source=line.source,
        unit=line.unit,
    )


def _mark(line: Requirement, fact: Fact | None) -> tuple[Mark, bool]:
    if fact is not None and fact.outcome is Outcome.SKIPPED:
        return Mark.SKIPPED, False
    if fact is None or fact.outcome is not Outcome.MEASURED or fact.measurement is None:
        return Mark.UNKNOWN, False
    if not comparable(line, fact.measurement):
        return Mark.UNKNOWN, False
    return band(line, fact.measurement)
