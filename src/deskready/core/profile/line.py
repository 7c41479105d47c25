"""One line of a profile file, read into a requirement."""

from collections.abc import Mapping, Sequence
from types import UnionType
from typing import Any

from deskready.core.clean import clean
from deskready.core.declare.metric import Better, Kind, Metric
from deskready.core.declare.unit import Unit, Value, parse_quantity, show_value
from deskready.core.errors import DeskreadyError
from deskready.core.profile.requirement import Level, Requirement
from deskready.core.reading.mistake import quote
from deskready.core.reading.table import TEXT_LIMIT, Table, kind_of

KEYS = ("minimum", "maximum", "recommended", "allowed", "level", "better", "source", "note")
"""Every key that a line may have."""
NUMBER_LIMIT = 10**18
"""Numbers stay below this, so that every reader of the saved audit can hold them."""
_CHOICES: dict[Kind | None, tuple[type | UnionType, str]] = {
    Kind.FLAG: (bool, "true or false"),
    Kind.TEXT: (str, "texts"),
    None: (bool | str, "all texts, or true or false"),
}
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
        label=clean(metric.label) if metric else "",
        **demands,
    )


def _contradictions(table: Table) -> None:
    present = [key for key in _DEMANDS if key in table.data]
    if not present:
        table.wrong("", "This line asks for nothing.", f"Give one of: {', '.join(_DEMANDS)}.")
    if "minimum" in present and "maximum" in present:
        table.wrong("maximum", "A line has a minimum or a maximum, not both.", "Keep the one that is meant.")
    if "allowed" in present and ("minimum" in present or "maximum" in present):
        table.wrong("allowed", "Allowed values are for texts and yes or no, limits for numbers.", "Keep one of them.")


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


def _numbers(table: Table, metric: Metric | None, unit: Unit, better: str) -> dict[str, Any]:
    """Limits and recommended value of a line that compares numbers."""
    if "allowed" in table.data and metric:
        table.wrong("allowed", f"{metric.id} is a number, so it takes a limit.", "Write minimum or maximum.")
    minimum, maximum, recommended = (_number(table, key, unit) for key in ("minimum", "maximum", "recommended"))
    only_recommended = "minimum" not in table.data and "maximum" not in table.data
    direction = _direction(table, metric, better, only_recommended)
    limit = minimum if minimum is not None else maximum
    if limit is not None and recommended is not None and (minimum is None or maximum is None):
        worse, word = (recommended < limit, "least") if maximum is None else (recommended > limit, "most")
        if worse:
            bound = f"Write at {word} {show_value(limit, unit)}."
            table.wrong("recommended", "The recommended value is worse than the limit.", bound)
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
        table.wrong("better", f"A limit of this kind means that {limits.pop()} is better.", "Leave this key out.")
    elif better and declared and better != declared:
        table.wrong("better", f"Of {metric.id if metric else ''}, {declared} is better.", "Leave this key out.")
    for key, word in stated.items():
        if key in table.data and declared and word != declared and len(limits) == 1:
            other = "maximum" if key == "minimum" else "minimum"
            table.wrong(key, f"Of {metric.id if metric else ''}, {declared} is better.", f"Write {other}.")
    if needed and not (better or declared) and "recommended" in table.data:
        suggestion = 'Add a line better = "higher" or better = "lower".'
        note = table.wrong if metric else table.warn
        note("recommended", "It is not known which direction is better.", suggestion)
    return better or declared


def _number(table: Table, key: str, unit: Unit) -> int | float | None:
    """The number under `key`, in `unit`."""
    value = table.data.get(key)
    if value is None:
        return None
    if isinstance(value, str):
        value = _quantity(table, key, value, unit)
    elif isinstance(value, bool) or not isinstance(value, int | float):
        table.wrong(key, f"This is {kind_of(value)}, and must be a number.")
        return None
    if value is None:
        return None
    if value != value:
        table.wrong(key, "This is not a number.", "Write a number such as 10 or 2.5.")
        return None
    if not -NUMBER_LIMIT < value < NUMBER_LIMIT:
        table.wrong(key, "This number is too large.", "Write the value that is really meant.")
        return None
    return int(value) if value == int(value) else value


def _quantity(table: Table, key: str, text: str, unit: Unit) -> int | float | None:
    try:
        return parse_quantity(text, unit)
    except DeskreadyError as error:
        bare = text.strip().removeprefix("-").replace(".", "", 1)
        remedy = f"Write {text.strip()} without quotes." if bare.isdecimal() and len(bare) < 16 else error.remedy
        table.wrong(key, f"{quote(text)} is not a number with a unit.", remedy)
        return None


def _choices(table: Table, metric: Metric | None) -> dict[str, Any]:
    """Allowed and recommended values of a line that compares texts or yes and no."""
    if metric:
        for key in ("minimum", "maximum", "better"):
            if key in table.data:
                kinds = "a yes or no" if metric.kind is Kind.FLAG else "a text"
                table.wrong(key, f"{metric.id} is {kinds}, so it takes allowed values.", "Write allowed = [...].")
    allowed = _values(table, "allowed", metric)
    wanted = table.data.get("recommended")
    recommended = _values(table, "recommended", metric)
    stray = [value for value in recommended or () if allowed is not None and value not in allowed]
    if stray:
        table.wrong("recommended", f"{quote(str(stray[0]))} is recommended and not allowed.", "Add it to allowed.")
    single = recommended[0] if recommended and not isinstance(wanted, list) else recommended
    return {"allowed": allowed, "recommended": single}


def _values(table: Table, key: str, metric: Metric | None) -> tuple[Value, ...] | None:
    """The texts, or the yes and no, under `key`; one or a list of them."""
    found = table.data.get(key)
    if found is None:
        return None
    if key == "allowed" and not isinstance(found, list):
        table.wrong(key, f"This is {kind_of(found)}, and must be a list.", 'Write allowed = ["a", "b"].')
        return None
    values = found if isinstance(found, list) else [found]
    fitting, wanted = _CHOICES[metric.kind if metric else None]
    if not values:
        table.wrong(key, "This list is empty.", "Name at least one value, or leave the key out.")
    for value in values:
        if not isinstance(value, fitting) or type(value) is not type(values[0]):
            table.wrong(key, f"This holds {kind_of(value)}; its values must be {wanted}.")
            return None
    kept = tuple(clean(value) if isinstance(value, str) else value for value in values)
    if len(set(kept)) != len(kept):
        table.wrong(key, "A value stands here twice.", "Keep one of them.")
    return kept
