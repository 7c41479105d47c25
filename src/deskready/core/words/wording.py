"""The words: every surface (panel, detail, report, command line) takes its sentences from here."""

from collections.abc import Callable, Iterable, Sequence

from deskready.core.audit.outcome import Failure, Outcome
from deskready.core.declare.check_info import Problem
from deskready.core.declare.metric import Gap, Measurement
from deskready.core.declare.unit import Unit, Value, show_value
from deskready.core.judge.verdict import Fact, Judgement, Mark, Readiness, Verdict
from deskready.core.profile.requirement import Level, Requirement

MARK_SYMBOL = {Mark.PASS: "✓", Mark.WARN: "!", Mark.FAIL: "✗", Mark.UNKNOWN: "?", Mark.SKIPPED: "–"}
"""A symbol for each verdict, so that none depends on colour."""
MARK_WORD = {
    Mark.PASS: "Good",
    Mark.WARN: "Could be better",
    Mark.FAIL: "Not good enough",
    Mark.UNKNOWN: "Not known",
    Mark.SKIPPED: "Skipped",
}
"""A word for each verdict."""
OUTCOME_WORD = {
    Outcome.MEASURED: "Measured",
    Outcome.UNAVAILABLE: "Could not measure",
    Outcome.FAILED: "The check failed",
    Outcome.CANCELLED: "Cancelled",
    Outcome.SKIPPED: "Skipped",
    Outcome.NOT_RUN: "Not run yet",
}
"""A word for each outcome."""
READINESS_WORD = {
    Readiness.READY: "Ready",
    Readiness.WARNINGS: "Ready, with warnings",
    Readiness.NOT_READY: "Not ready",
    Readiness.UNDECIDED: "Undecided",
}
"""A word for each readiness."""
FAILURE_REASON = {
    Failure.CRASH: "The check crashed.",
    Failure.TIMEOUT: "The check took too long and was stopped.",
    Failure.MEMORY: "The check used too much memory and was stopped.",
    Failure.OUTPUT: "The check produced too much output and was stopped.",
    Failure.PROTOCOL: "The check handed over something that cannot be used.",
    Failure.LOAD: "The check could not be loaded.",
}
"""One public sentence for each failure; the check's own words are in its log."""
FAILURE_REMEDY = "Run it again; if it happens again, show the log to whoever supports this computer."
"""What to do about a failed check."""


def count(number: int, noun: str) -> str:
    """The number with its noun, in the plural where it needs one: 1 thing, 2 things."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def headline(judgement: Judgement) -> str:
    """The whole audit in one line: "Not ready: 2 things to fix"."""
    word = READINESS_WORD[judgement.readiness]
    verdicts = judgement.verdicts
    demanding = [v for v in verdicts if v.level is not Level.ADVISORY]
    if judgement.readiness is Readiness.NOT_READY:
        tail = f": {count(sum(v.verdict is Mark.FAIL for v in demanding), 'thing')} to fix"
    elif judgement.readiness is Readiness.UNDECIDED:
        open_lines = [v for v in verdicts if v.level is Level.REQUIRED and v.verdict in (Mark.UNKNOWN, Mark.SKIPPED)]
        tail = f": {count(len(open_lines), 'required thing')} not measured"
    elif judgement.readiness is Readiness.WARNINGS:
        better = [v for v in verdicts if v.verdict is Mark.WARN or _is_open_advice(v)]
        tail = f": {count(len(better), 'thing')} could be better"
    else:
        met = sum(v.verdict is Mark.PASS for v in verdicts)
        tail = f": {'all ' if 1 < met == len(verdicts) else ''}{count(met, 'requirement')} met" if met else ""
    return word + tail


def _is_open_advice(verdict: Verdict) -> bool:
    return verdict.level is Level.ADVISORY and verdict.verdict is not Mark.PASS


def show_measurement(measurement: Measurement) -> str:
    """A measured value with its interval: "57 dBA (45 to 69)"; where only that end is known: "at least 27 Mbit/s"."""
    text = show_value(measurement.value, measurement.unit)
    if measurement.low is None or measurement.high is None or measurement.low == measurement.high:
        return text
    if is_least(measurement):
        return f"at least {text}"
    low, high = (show_value(n, measurement.unit) for n in (measurement.low, measurement.high))
    if low == high:
        return text
    suffix = f" {measurement.unit}"
    if measurement.unit and low.endswith(suffix) and high.endswith(suffix):
        low, high = low.removesuffix(suffix), high.removesuffix(suffix)
    return f"{text} ({low} to {high})"


def is_least(measurement: Measurement) -> bool:
    """Whether all that is known is that it is no less: the lower end of its own interval, by a method that says so.

    By its method, because a median, too, can by chance be the lower end of its interval.
    """
    value, low, high = measurement.value, measurement.low, measurement.high
    return low is not None and high is not None and value == low < high and "at least" in measurement.method


def show_requirement(line: Requirement | Verdict, unit: str) -> str:
    """What is asked for, in a few words: "at least 10 Mbit/s, better 25 Mbit/s"."""
    parts = []
    if line.minimum is not None:
        parts.append(f"at least {show_value(line.minimum, unit)}")
    if line.maximum is not None:
        parts.append(f"at most {show_value(line.maximum, unit)}")
    if line.allowed is not None:
        parts.append(_choices(line.allowed))
    wanted = line.recommended
    if wanted is not None and wanted not in (line.minimum, line.maximum):
        shown = _choices(wanted) if isinstance(wanted, tuple) else show_value(wanted, unit)
        parts.append(f"better {shown}" if parts else f"recommended {shown}")
    return ", ".join(parts) or "no limit"


def _choices(values: Sequence[Value]) -> str:
    return " or ".join(show_value(value, Unit.NONE) for value in values)


def verdict_message(line: Requirement, fact: Fact | None, mark: Mark, borderline: bool) -> str:
    """One verdict in one sentence."""
    name = line.label or line.metric
    wanted = show_requirement(line, line.unit)
    if fact is None:
        return f"{name}: no installed check measures this."
    if mark is Mark.SKIPPED:
        return f"{name}: skipped. {fact.reason}".strip()
    if mark is Mark.UNKNOWN:
        reason = _misfit(line, fact) if fact.measurement else fact.reason or OUTCOME_WORD[fact.outcome] + "."
        return f"{name}: not known. {reason}"
    shown = _show_beside(line, fact.measurement) if fact.measurement else ""
    if borderline:
        return f"{name}: {shown} is too close to the limit to tell; asked for is {wanted}."
    if mark is Mark.FAIL:
        return f"{name}: {shown} is not good enough; asked for is {wanted}."
    if mark is Mark.WARN and line.minimum is None and line.maximum is None and line.allowed is None:
        return f"{name}: {shown} could be better; {wanted}."
    if mark is Mark.WARN:
        return f"{name}: {shown} is enough but could be better; asked for is {wanted}."
    return f"{name}: {shown} meets {wanted}."


def _show_beside(line: Requirement, measurement: Measurement) -> str:
    """A measurement with the decimals it takes to differ from a limit that it misses: 9.998 is not at least 10."""
    value, unit = measurement.value, measurement.unit
    shown = show_measurement(measurement)
    if isinstance(value, str | bool):
        return shown
    limits = [n for n in (line.minimum, line.maximum, line.recommended) if isinstance(n, int | float) and n != value]
    near = [limit for limit in limits if show_value(limit, unit) == show_value(value, unit)]
    for digits in range(2, 16) if near else ():
        exact = f"{value:.{digits}f}"
        if all(exact != f"{limit:.{digits}f}" for limit in near):
            return shown.replace(show_value(value, unit), f"{exact} {unit}".strip(), 1)
    return shown


def _misfit(line: Requirement, fact: Fact) -> str:
    """Why a measurement that exists cannot be compared."""
    shown = show_measurement(fact.measurement) if fact.measurement else ""
    return f"{shown} cannot be compared with {show_requirement(line, line.unit)}."


def verdict_remedy(line: Requirement, fact: Fact | None, mark: Mark, borderline: bool) -> str:
    """What to do about a verdict, or "" where there is nothing to do."""
    if fact is None:
        return f"Install or enable a check for {line.metric}."
    if mark is Mark.PASS:
        return ""
    if borderline:
        surer = fact.measurement.surer if fact.measurement else ""
        return f"{surer or 'Measure again, undisturbed.'} {fact.remedy}".strip()
    if mark is Mark.UNKNOWN and fact.measurement:
        return "Ask the profile's publisher for one that fits this version, or choose another."
    if mark in (Mark.UNKNOWN, Mark.SKIPPED):
        return fact.remedy or "Run this check."
    return fact.remedy


def by_reason(gaps: Iterable[Gap], label: Callable[[str], str]) -> list[tuple[str, str]]:
    """What could not be measured: all that share a reason and a remedy together.

    Args:
        gaps: In their order.
        label: The name of a metric, by its id.

    Returns:
        The names, and the reason with the remedy.
    """
    shared: dict[str, list[str]] = {}
    for gap in gaps:
        shared.setdefault(f"{gap.reason} {gap.remedy}".strip(), []).append(label(gap.metric))
    return [(", ".join(names), why) for why, names in shared.items()]


def unusable(problem: Problem) -> str:
    """Why an installed check cannot be used, in one line."""
    origin = problem.origin
    source = f"{origin.package} {origin.version}".strip()
    return f"{origin.name} ({source}) cannot be used: {problem.reason}"


SAVED_ELSEWHERE = "This audit was made on another computer."
"""Why a saved audit cannot be run here."""
