"""Options of checks in a file that a person wrote: profiles and settings have them alike."""

import math
import re

from deskready.core.clean import clean
from deskready.core.declare.unit import Value
from deskready.core.reading.table import TEXT_LIMIT, Table, kind_of

DOTTED_PATTERN = r"[a-z][a-z0-9_-]*(\.[a-z][a-z0-9_-]*)+"
"""What a metric or a check may be called."""
NAME_LIMIT = 80
"""Characters that an option's name may have."""


def read_options(top: Table) -> dict[str, dict[str, Value]]:
    """Options by check id and name; whether a check has such an option, and accepts the value, is asked elsewhere."""
    checks = top.table("options")
    known = [check_id for check_id in checks.data if is_dotted(checks, check_id, "check")]
    found = {check_id: _values(checks.table(check_id)) for check_id in known}
    return {check_id: values for check_id, values in found.items() if values}


def is_dotted(table: Table, name: str, noun: str) -> bool:
    """Whether a table's key is the id of a metric or a check; notes what it is else."""
    if re.fullmatch(DOTTED_PATTERN, name):
        return True
    value = table.data[name]
    if isinstance(value, dict) and any(isinstance(inner, dict) for inner in value.values()):
        inner = next(key for key in value if isinstance(value[key], dict))
        header = f'[{table.path[-1]}."{clean(name, 40)}.{clean(inner, 40)}"]'
        table.wrong(name, f"The id of a {noun} has a dot in it and stands in quotes.", f"Write {header}.")
    else:
        table.wrong(name, f"This is not the id of a {noun}: lower-case words joined by dots.")
    return False


def _values(table: Table) -> dict[str, Value]:
    values: dict[str, Value] = {}
    for name, value in table.data.items():
        if not isinstance(value, bool | int | float | str):
            table.wrong(name, f"This is {kind_of(value)}, and must be a text, a number, or true or false.")
        elif isinstance(value, float) and not math.isfinite(value):
            table.wrong(name, "This is not a number.")
        else:
            values[clean(name, NAME_LIMIT)] = clean(value, TEXT_LIMIT) if isinstance(value, str) else value
    return values
