"""What was measured and what is asked for, as texts."""

from collections.abc import Iterable, Sequence

from deskready.core.declare.metric import Gap, Measurement
from deskready.core.declare.privacy import Privacy
from deskready.core.declare.shown import alone
from deskready.core.declare.unit import Unit, Value, show_value
from deskready.core.declare.unit import shown as shown_parts
from deskready.core.judge.verdict import Verdict
from deskready.core.profile.requirement import Requirement
from deskready.core.words.message import message, row, sentences, text
from deskready.core.words.text import Name, Part, Quantity, Text

_YES = text("value.yes", "yes")
_NO = text("value.no", "no")
_ALONE = message("value.alone", "{value}")
_BETWEEN = message("value.between", "{value} ({low} to {high})")
_LEAST = message("value.least", "at least {value}")
_EITHER = message("value.either", "{first} or {second}")
_AT_LEAST = message("asked.at-least", "at least {limit}")
_AT_MOST = message("asked.at-most", "at most {limit}")
_BETTER = message("asked.better", "better {wanted}")
_RECOMMENDED = message("asked.recommended", "recommended {wanted}")
_NO_LIMIT = text("asked.no-limit", "no limit")


def part_of(value: Value, unit: Unit | str, privacy: Privacy = Privacy.PUBLIC) -> Part:
    """A value as a part of a text."""
    if isinstance(value, bool):
        return _YES if value else _NO
    return Name(value, privacy) if isinstance(value, str) else Quantity(value, str(unit))


def text_of_value(value: Value, unit: Unit | str, privacy: Privacy = Privacy.PUBLIC) -> Text:
    """A value with its unit: "94.1 Mbit/s"."""
    part = part_of(value, unit, privacy)
    return part if isinstance(part, Text) else _ALONE(value=part)


def show_measurement(measurement: Measurement, digits: int | None = None) -> Text:
    """A measured value with its interval: "57 dBA (45 to 69)"; where only that end is known: "at least 27 Mbit/s".

    Args:
        measurement: What was measured.
        digits: Decimals of the value, where it takes more than usual to tell it from a limit.
    """
    if measurement.said and measurement.said.words == measurement.value:  # what is judged is what is shown
        return measurement.said
    value, unit = measurement.value, measurement.unit
    if isinstance(value, str | bool):
        return text_of_value(value, unit, measurement.privacy)
    shown = Quantity(value, unit, digits)
    low, high = measurement.low, measurement.high
    if low is None or high is None or low == high:
        return _ALONE(value=shown)
    if measurement.least:
        return _LEAST(value=shown)
    ends = [show_value(end, unit) for end in (low, high)]
    if ends[0] == ends[1]:
        return _ALONE(value=shown)
    bare = all(alone(shown_parts(end, unit), end, unit) is not None for end in (low, high))
    return _BETWEEN(value=shown, low=Quantity(low, unit, bare=bare), high=Quantity(high, unit, bare=bare))


def show_requirement(line: Requirement | Verdict, *, short: bool = False) -> Text:
    """What is asked for, in a few words: "at least 10 Mbit/s, better 25 Mbit/s".

    Args:
        line: The requirement, or the verdict on one.
        short: Whether the unit stands once.
    """
    unit, parts = line.unit, []
    bare = short and isinstance(line.recommended, int | float)
    if line.minimum is not None:
        parts.append(_AT_LEAST(limit=Quantity(line.minimum, unit, bare=bare)))
    if line.maximum is not None:
        parts.append(_AT_MOST(limit=Quantity(line.maximum, unit, bare=bare)))
    if line.allowed is not None:
        parts.append(_choices(line.allowed))
    wanted = line.recommended
    if wanted is not None and wanted not in (line.minimum, line.maximum):
        shown = _choices(wanted) if isinstance(wanted, tuple) else part_of(wanted, unit)
        parts.append(_BETTER(wanted=shown) if parts else _RECOMMENDED(wanted=shown))
    if len(parts) < 2:
        return parts[0] if parts else _NO_LIMIT
    return row(*parts)


def _choices(values: Sequence[Value]) -> Text:
    if len(values) == 1:
        return text_of_value(values[0], Unit.NONE)
    middle = (len(values) + 1) // 2  # by halves: a profile may allow hundreds, and each text inside another takes calls
    rest = values[middle:]
    second = _choices(rest) if len(rest) > 1 else part_of(rest[0], Unit.NONE)
    return _EITHER(first=_choices(values[:middle]), second=second)


def by_reason(gaps: Iterable[Gap]) -> list[tuple[tuple[str, ...], Text]]:
    """What could not be measured: the ids of all metrics that share a reason and a remedy together, and these."""
    shared: dict[str, tuple[list[str], Text]] = {}
    for gap in gaps:
        why = sentences(gap.reason, gap.remedy)
        shared.setdefault(why.words, ([], why))[0].append(gap.metric)
    return [(tuple(metrics), why) for metrics, why in shared.values()]
