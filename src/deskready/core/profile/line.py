"""One line of a profile file, read into a requirement."""

from collections.abc import Mapping, Sequence
from types import UnionType
from typing import Any

from deskready.core.clean import clean
from deskready.core.declare.metric import Better, Kind, Metric
from deskready.core.declare.unit import Unit, Value
from deskready.core.errors import DeskreadyError
from deskready.core.profile.requirement import Demands, Level, Requirement
from deskready.core.reading.mistake import quote
from deskready.core.reading.quantity import parse_quantity
from deskready.core.reading.table import NO_NUMBER, TEXT_LIMIT, Table, kind_of
from deskready.core.words.message import Message, message, row, text
from deskready.core.words.text import NOTHING, Name, Quantity, text_of, typed

KEYS = ("minimum", "maximum", "recommended", "allowed", "level", "better", "source", "note")
"""Every key that a line may have."""
NUMBER_LIMIT = 10**18
"""Numbers stay below this, so that every reader of the saved audit can hold them."""
_CHOICES: dict[Kind | None, tuple[type | UnionType, Message]] = {
    Kind.FLAG: (bool, message("line.flags", "This holds {kind}; its values must be true or false.")),
    Kind.TEXT: (str, message("line.texts", "This holds {kind}; its values must be texts.")),
    None: (bool | str, message("line.mixed", "This holds {kind}; its values must be all texts, or true or false.")),
}
_ASKS_NOTHING = text("line.asks-nothing", "This line asks for nothing.")
_GIVE_ONE = message("line.give-one", "Give one of: {keys}.")
_NOT_BOTH = text("line.not-both", "A line has a minimum or a maximum, not both.")
_KEEP_MEANT = text("line.keep-meant", "Keep the one that is meant.")
_LIMITS_FOR_NUMBERS = text("line.limits", "Allowed values are for texts and yes or no, limits for numbers.")
_KEEP_ONE = text("line.keep-one", "Keep one of them.")
_TAKES_LIMIT = message("line.takes-limit", "{metric} is a number, so it takes a limit.")
_WRITE_LIMIT = text("line.write-limit", "Write minimum or maximum.")
_AT_LEAST = message("line.at-least", "Write at least {limit}.")
_AT_MOST = message("line.at-most", "Write at most {limit}.")
_WORSE = text("line.worse", "The recommended value is worse than the limit.")
_LIMIT_MEANS = {
    "higher": text("line.means-higher", "A limit of this kind means that higher is better."),
    "lower": text("line.means-lower", "A limit of this kind means that lower is better."),
}
_OF = {
    "higher": message("line.higher", "Of {metric}, higher is better."),
    "lower": message("line.lower", "Of {metric}, lower is better."),
}
_LEAVE_OUT = text("line.leave-out", "Leave this key out.")
_WRITE_MINIMUM = text("line.write-minimum", "Write minimum.")
_WRITE_MAXIMUM = text("line.write-maximum", "Write maximum.")
_NO_DIRECTION = text("line.no-direction", "It is not known which direction is better.")
_ADD_BETTER = message("line.add-better", "Add a line {first} or {second}.")(
    first=typed('better = "higher"'), second=typed('better = "lower"')
)
_MUST_BE_NUMBER = message("line.must-be-number", "This is {kind}, and must be a number.")
_SUCH_AS = text("line.such-as", "Write a number such as 10 or 2.5.")
_TOO_LARGE = text("line.too-large", "This number is too large.")
_REALLY_MEANT = text("line.really-meant", "Write the value that is really meant.")
_NO_QUOTES = message("line.no-quotes", "Write {number} without quotes.")
_FLAG_TAKES = message("line.flag-takes", "{metric} is a yes or no, so it takes allowed values.")
_TEXT_TAKES = message("line.text-takes", "{metric} is a text, so it takes allowed values.")
_WRITE_ALLOWED = message("line.write-allowed", "Write {typed}.")(typed=typed("allowed = [...]"))
_STRAY = message("line.stray", "{value} is recommended and not allowed.")
_ADD_TO_ALLOWED = text("line.add-to-allowed", "Add it to allowed.")
_MUST_BE_LIST = message("line.must-be-list", "This is {kind}, and must be a list.")
_WRITE_LIST = message("line.write-list", "Write {typed}.")(typed=typed('allowed = ["a", "b"]'))
_EMPTY_LIST = text("line.empty-list", "This list is empty.")
_NAME_ONE = text("line.name-one", "Name at least one value, or leave the key out.")
_TWICE = text("line.twice", "A value stands here twice.")
_DEMANDS = ("minimum", "maximum", "recommended", "allowed")


def read_line(table: Table, metric_id: str, metric: Metric | None) -> Requirement:
    """The requirement that a table of a profile file states; what is wrong with it is noted in the table's mistakes.

    Args:
        table: The table under the metric's id.
        metric_id: The metric's id.
        metric: Its declaration, or None where no installed check declares it.
    """
    table.only(KEYS)
    _contradictions(table)
    kind = metric.kind if metric else _likely_kind(table.data)
    unit = metric.unit if metric else _likely_unit(table.data)
    better = table.choice("better", (Better.HIGHER.value, Better.LOWER.value), "")
    demands = _numbers(table, metric, unit, better) if kind is Kind.NUMBER else _choices(table, metric)
    return Requirement(
        metric=metric_id,
        level=Level(table.choice("level", [level.value for level in Level], Level.REQUIRED.value)),
        source=table.text("source", TEXT_LIMIT),
        note=table.text("note", TEXT_LIMIT),
        unit=unit.value,
        label=text_of(metric.label) if metric else NOTHING,
        **demands,
    )


def _id(metric: Metric | None) -> Name:
    return typed(metric.id if metric else "")


def _contradictions(table: Table) -> None:
    present = [key for key in _DEMANDS if key in table.data]
    if not present:
        table.wrong("", _ASKS_NOTHING, _GIVE_ONE(keys=row(*(typed(key) for key in _DEMANDS))))
    if "minimum" in present and "maximum" in present:
        table.wrong("maximum", _NOT_BOTH, _KEEP_MEANT)
    if "allowed" in present and ("minimum" in present or "maximum" in present):
        table.wrong("allowed", _LIMITS_FOR_NUMBERS, _KEEP_ONE)


def _likely_kind(data: Mapping[str, Any]) -> Kind:
    """What a line that names an unknown metric most probably compares."""
    if "allowed" in data:
        return Kind.TEXT
    wanted = data.get("recommended")
    if "minimum" in data or "maximum" in data or (isinstance(wanted, str) and _fits_some_unit([wanted])):
        return Kind.NUMBER
    return Kind.TEXT if isinstance(wanted, bool | str | list) else Kind.NUMBER


def _likely_unit(data: Mapping[str, Any]) -> Unit:
    """The unit that all of its quantities convert to; a saved measurement in another one will not be compared."""
    texts = [data[key] for key in ("minimum", "maximum", "recommended") if isinstance(data.get(key), str)]
    return _fits_some_unit(texts) or Unit.NONE


def _fits_some_unit(texts: Sequence[str]) -> Unit | None:
    return next((unit for unit in Unit if texts and all(_converts(text, unit) for text in texts)), None)


def _converts(text: str, unit: Unit) -> bool:
    try:
        parse_quantity(text, unit)
    except DeskreadyError:
        return False
    return True


def _numbers(table: Table, metric: Metric | None, unit: Unit, better: str) -> Demands:
    """Limits and recommended value of a line that compares numbers."""
    if "allowed" in table.data and metric:
        table.wrong("allowed", _TAKES_LIMIT(metric=_id(metric)), _WRITE_LIMIT)
    minimum, maximum, recommended = (_number(table, key, unit) for key in ("minimum", "maximum", "recommended"))
    only_recommended = "minimum" not in table.data and "maximum" not in table.data
    direction = _direction(table, metric, better, only_recommended)
    limit = minimum if minimum is not None else maximum
    if limit is not None and recommended is not None and (minimum is None or maximum is None):
        worse, bound = (recommended < limit, _AT_LEAST) if maximum is None else (recommended > limit, _AT_MOST)
        if worse:
            table.wrong("recommended", _WORSE, bound(limit=Quantity(limit, unit)))
    return {
        "minimum": minimum,
        "maximum": maximum,
        "recommended": recommended,
        "better": direction if only_recommended else "",
    }


def _direction(table: Table, metric: Metric | None, better: str, needed: bool) -> str:
    """Which direction is better; what the line says must agree with itself and with the metric."""
    stated = {"minimum": "higher", "maximum": "lower"}
    limits = {word for key, word in stated.items() if key in table.data}
    declared = metric.better.value if metric and metric.better is not Better.NONE else ""
    if better and limits and better not in limits:
        table.wrong("better", _LIMIT_MEANS[limits.pop()], _LEAVE_OUT)
    elif better and declared and better != declared:
        table.wrong("better", _OF[declared](metric=_id(metric)), _LEAVE_OUT)
    for key, word in stated.items():
        if key in table.data and declared and word != declared and len(limits) == 1:
            other = _WRITE_MAXIMUM if key == "minimum" else _WRITE_MINIMUM
            table.wrong(key, _OF[declared](metric=_id(metric)), other)
    if needed and not (better or declared) and "recommended" in table.data:
        note = table.wrong if metric else table.warn
        note("recommended", _NO_DIRECTION, _ADD_BETTER)
    return better or declared


def _number(table: Table, key: str, unit: Unit) -> int | float | None:
    """The number under `key`, in `unit`."""
    value = table.data.get(key)
    if value is None:
        return None
    if isinstance(value, str):
        value = _quantity(table, key, value, unit)
    elif isinstance(value, bool) or not isinstance(value, int | float):
        table.wrong(key, _MUST_BE_NUMBER(kind=kind_of(value)))
        return None
    if value is None:
        return None
    if value != value:
        table.wrong(key, NO_NUMBER, _SUCH_AS)
        return None
    if not -NUMBER_LIMIT < value < NUMBER_LIMIT:
        table.wrong(key, _TOO_LARGE, _REALLY_MEANT)
        return None
    return int(value) if value == int(value) else value


def _quantity(table: Table, key: str, found: str, unit: Unit) -> int | float | None:
    try:
        return parse_quantity(found, unit)
    except DeskreadyError as error:
        bare = found.strip().removeprefix("-").replace(".", "", 1)
        remedy = _NO_QUOTES(number=Name(found.strip())) if bare.isdecimal() and len(bare) < 16 else error.remedy
        table.wrong(key, error.message, remedy)
        return None


def _choices(table: Table, metric: Metric | None) -> Demands:
    """Allowed and recommended values of a line that compares texts or yes and no."""
    if metric:
        for key in ("minimum", "maximum", "better"):
            if key in table.data:
                takes = _FLAG_TAKES if metric.kind is Kind.FLAG else _TEXT_TAKES
                table.wrong(key, takes(metric=_id(metric)), _WRITE_ALLOWED)
    allowed = _values(table, "allowed", metric)
    wanted = table.data.get("recommended")
    recommended = _values(table, "recommended", metric)
    stray = [value for value in recommended or () if allowed is not None and value not in allowed]
    if stray:
        table.wrong("recommended", _STRAY(value=Name(quote(str(stray[0])))), _ADD_TO_ALLOWED)
    single = recommended[0] if recommended and not isinstance(wanted, list) else recommended
    return {"allowed": allowed, "recommended": single}


def _values(table: Table, key: str, metric: Metric | None) -> tuple[Value, ...] | None:
    """The texts, or the yes and no, under `key`; one or a list of them."""
    found = table.data.get(key)
    if found is None:
        return None
    if key == "allowed" and not isinstance(found, list):
        table.wrong(key, _MUST_BE_LIST(kind=kind_of(found)), _WRITE_LIST)
        return None
    values = found if isinstance(found, list) else [found]
    fitting, wanted = _CHOICES[metric.kind if metric else None]
    if not values:
        table.wrong(key, _EMPTY_LIST, _NAME_ONE)
    for value in values:
        if not isinstance(value, fitting) or type(value) is not type(values[0]):
            table.wrong(key, wanted(kind=kind_of(value)))
            return None
    kept = tuple(clean(value) if isinstance(value, str) else value for value in values)
    if len(set(kept)) != len(kept):
        table.wrong(key, _TWICE, _KEEP_ONE)
    return kept
