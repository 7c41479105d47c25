"""Options of checks in a file that a person wrote: profiles and settings have them alike."""

import math
import re
from typing import NamedTuple

from deskready.core.clean import clean
from deskready.core.declare.unit import Value
from deskready.core.reading.table import NO_NUMBER, TEXT_LIMIT, Table, kind_of
from deskready.core.words.message import message, text
from deskready.core.words.text import Name, Text

DOTTED_PATTERN = r"[a-z][a-z0-9_-]*(\.[a-z][a-z0-9_-]*)+"
"""What a metric or a check may be called."""
NAME_LIMIT = 80
"""Characters that an option's name may have."""

_NO_VALUE = message("profile.no-value", "This is {kind}, and must be a text, a number, or true or false.")
_WRITE = message("profile.write", "Write {header}.")


class Ids(NamedTuple):
    """What is said of a table's key that is not the id it has to be."""

    unquoted: Text
    """That it must stand in quotes."""
    none: Text
    """That it is none."""


METRIC = Ids(
    text("profile.metric-unquoted", "The id of a metric has a dot in it and stands in quotes."),
    text("profile.no-metric", "This is not the id of a metric: lower-case words joined by dots."),
)
CHECK = Ids(
    text("profile.check-unquoted", "The id of a check has a dot in it and stands in quotes."),
    text("profile.no-check", "This is not the id of a check: lower-case words joined by dots."),
)


def read_options(top: Table) -> dict[str, dict[str, Value]]:
    """Options by check id and name; whether a check has such an option, and accepts the value, is asked elsewhere."""
    checks = top.table("options")
    known = [check_id for check_id in checks.data if is_dotted(checks, check_id, CHECK)]
    found = {check_id: _values(checks.table(check_id)) for check_id in known}
    return {check_id: values for check_id, values in found.items() if values}


def is_dotted(table: Table, name: str, of: Ids) -> bool:
    """Whether a table's key is the id of a metric or a check; notes what it is else."""
    if re.fullmatch(DOTTED_PATTERN, name):
        return True
    value = table.data[name]
    if isinstance(value, dict) and any(isinstance(inner, dict) for inner in value.values()):
        inner = next(key for key in value if isinstance(value[key], dict))
        header = f'[{table.path[-1]}."{clean(name, 40)}.{clean(inner, 40)}"]'
        table.wrong(name, of.unquoted, _WRITE(header=Name(header)))
    else:
        table.wrong(name, of.none)
    return False


def _values(table: Table) -> dict[str, Value]:
    values: dict[str, Value] = {}
    for name, value in table.data.items():
        if not isinstance(value, bool | int | float | str):
            table.wrong(name, _NO_VALUE(kind=kind_of(value)))
        elif isinstance(value, float) and not math.isfinite(value):
            table.wrong(name, NO_NUMBER)
        else:
            values[clean(name, NAME_LIMIT)] = clean(value, TEXT_LIMIT) if isinstance(value, str) else value
    return values
