"""The verdict on one requirement in a sentence, and what to do about it."""

from deskready.core.declare.metric import Measurement
from deskready.core.declare.unit import show_value
from deskready.core.judge.verdict import Fact, Mark
from deskready.core.profile.requirement import Requirement
from deskready.core.words.message import message, sentences, text
from deskready.core.words.terms import OUTCOME_SENTENCE
from deskready.core.words.text import NOTHING, Text, typed
from deskready.core.words.values import show_measurement, show_requirement

_NAMED = message("verdict.named", "{name}: {said}")
_NO_CHECK = text("verdict.no-check", "no installed check measures this.")
_SKIPPED = text("verdict.skipped", "skipped.")
_SKIPPED_BECAUSE = message("verdict.skipped-because", "skipped. {reason}")
_UNKNOWN = message("verdict.unknown", "not known. {reason}")
_BORDERLINE = message("verdict.borderline", "{value} is too close to the limit to tell; asked for is {asked}.")
_ALL_SHOWN = message("verdict.all-shown", "{value} is all that could be shown; asked for is {asked}.")
_FAIL = message("verdict.fail", "{value} is not good enough; asked for is {asked}.")
_ADVISED = message("verdict.advised", "{value} could be better; {asked}.")
_WARN = message("verdict.warn", "{value} is enough but could be better; asked for is {asked}.")
_PASS = message("verdict.pass", "{value} meets {asked}.")
_MISFIT = message("verdict.misfit", "{value} cannot be compared with {asked}.")
_INSTALL = message("verdict.install", "Install or enable a check for {metric}.")
_MEASURE_AGAIN = text("verdict.measure-again", "Measure again, undisturbed.")
_OTHER_PROFILE = text(
    "verdict.other-profile", "Ask the profile's publisher for one that fits this version, or choose another."
)
_RUN = text("verdict.run", "Run this check.")


def name_of(line: Requirement) -> Text:
    """What a line of a profile asks about, for people."""
    return line.label or Text(line.metric)


def verdict_message(line: Requirement, fact: Fact | None, mark: Mark, borderline: bool) -> Text:
    """One verdict in one sentence, behind the name of what it is on."""
    return _NAMED(name=name_of(line), said=_said(line, fact, mark, borderline))


def without_name(verdict_text: Text) -> Text:
    """A verdict's sentence without the name before it."""
    said = verdict_text.values.get("said")
    return said if isinstance(said, Text) else verdict_text


def _said(line: Requirement, fact: Fact | None, mark: Mark, borderline: bool) -> Text:
    asked = show_requirement(line)
    if fact is None:
        return _NO_CHECK
    if mark is Mark.SKIPPED:
        return _SKIPPED_BECAUSE(reason=fact.reason) if fact.reason else _SKIPPED
    found = fact.measurement
    if mark is Mark.UNKNOWN:
        misfit = _MISFIT(value=show_measurement(found), asked=asked) if found else NOTHING
        return _UNKNOWN(reason=misfit or fact.reason or OUTCOME_SENTENCE[fact.outcome])
    value = _show_beside(line, found) if found else NOTHING
    if found and found.least and mark is Mark.WARN:
        return _ALL_SHOWN(value=value, asked=asked)
    if borderline:
        return _BORDERLINE(value=value, asked=asked)
    if mark is Mark.FAIL:
        return _FAIL(value=value, asked=asked)
    if mark is Mark.WARN and line.minimum is None and line.maximum is None and line.allowed is None:
        return _ADVISED(value=value, asked=asked)
    return (_WARN if mark is Mark.WARN else _PASS)(value=value, asked=asked)


def _show_beside(line: Requirement, measurement: Measurement) -> Text:
    """A measurement with the decimals it takes to differ from a limit that it misses: 9.998 is not at least 10."""
    value, unit = measurement.value, measurement.unit
    if isinstance(value, str | bool):
        return show_measurement(measurement)
    limits = [n for n in (line.minimum, line.maximum, line.recommended) if isinstance(n, int | float) and n != value]
    near = [limit for limit in limits if show_value(limit, unit) == show_value(value, unit)]
    for digits in range(2, 16) if near else ():
        exact = f"{value:.{digits}f}"
        if all(exact != f"{limit:.{digits}f}" for limit in near):
            return show_measurement(measurement, digits)
    return show_measurement(measurement)


def verdict_remedy(line: Requirement, fact: Fact | None, mark: Mark, borderline: bool) -> Text:
    """What to do about a verdict, or nothing."""
    if fact is None:
        return _INSTALL(metric=typed(line.metric))
    if mark is Mark.PASS:
        return NOTHING
    surer = fact.measurement.surer if fact.measurement else NOTHING
    if surer and fact.measurement and fact.measurement.least:  # nothing is known to be wrong
        return surer
    if borderline:
        return sentences(surer or _MEASURE_AGAIN, fact.remedy)
    if mark is Mark.UNKNOWN and fact.measurement:
        return _OTHER_PROFILE
    if mark in (Mark.UNKNOWN, Mark.SKIPPED):
        return fact.remedy or _RUN
    return fact.remedy
