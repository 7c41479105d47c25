"""The whole audit in one line."""

from deskready.core.judge.verdict import Judgement, Mark, Readiness, Verdict
from deskready.core.profile.requirement import Level
from deskready.core.words.message import counted
from deskready.core.words.terms import READINESS_WORD
from deskready.core.words.text import Text

_NOT_READY = counted("headline.not-ready", "Not ready: {count} thing to fix", "Not ready: {count} things to fix")
_UNDECIDED = counted(
    "headline.undecided",
    "Undecided: {count} required thing not measured",
    "Undecided: {count} required things not measured",
)
_WARNINGS = counted(
    "headline.warnings",
    "Ready, with warnings: {count} thing could be better",
    "Ready, with warnings: {count} things could be better",
)
_MET = counted("headline.met", "Ready: {count} requirement met", "Ready: {count} requirements met")
_ALL_MET = counted("headline.all-met", "Ready: {count} requirement met", "Ready: all {count} requirements met")


def headline(judgement: Judgement) -> Text:
    """The whole audit in one line: "Not ready: 2 things to fix"."""
    verdicts = judgement.verdicts
    if judgement.readiness is Readiness.NOT_READY:
        return _NOT_READY(count=sum(v.verdict is Mark.FAIL for v in verdicts if v.level is not Level.ADVISORY))
    if judgement.readiness is Readiness.UNDECIDED:
        open_marks = (Mark.UNKNOWN, Mark.SKIPPED)
        return _UNDECIDED(count=sum(v.level is Level.REQUIRED and v.verdict in open_marks for v in verdicts))
    if judgement.readiness is Readiness.WARNINGS:
        return _WARNINGS(count=sum(v.verdict is Mark.WARN or _is_open_advice(v) for v in verdicts))
    met = sum(v.verdict is Mark.PASS for v in verdicts)
    if not met:
        return READINESS_WORD[Readiness.READY]
    return (_ALL_MET if met == len(verdicts) else _MET)(count=met)


def _is_open_advice(verdict: Verdict) -> bool:
    return verdict.level is Level.ADVISORY and verdict.verdict is not Mark.PASS
