"""Options of checks as the command line gives them: `--option check.name=value`."""

from collections.abc import Iterable

from deskready.core.audit.selection import unknown_check
from deskready.core.clean import clean
from deskready.core.declare.catalogue import Catalogue
from deskready.core.declare.option import find_option
from deskready.core.declare.unit import Value
from deskready.core.errors import UsageError
from deskready.core.words.message import message
from deskready.core.words.text import Text, typed

_THREE = message("audit.option-three", "{where}: a check, an option and a value.")
_WRITE = message("audit.option-write", "Write it as {typed}.")(typed=typed("sound.noise.seconds=5"))


def parse_options(given: Iterable[str], catalogue: Catalogue) -> dict[str, dict[str, Value]]:
    """The values by check id and option name; of an option given twice, the last.

    Raises:
        UsageError: One has not this form, names no check or none of its options, or its value does not fit.
    """
    chosen: dict[str, dict[str, Value]] = {}
    for each in given:
        key, equals, value = each.partition("=")
        check_id, dot, name = key.rpartition(".")
        where = Text(f"--option {clean(key, 80)}")
        if not equals or not dot:
            raise UsageError(_THREE(where=where), _WRITE)
        info = next((info for info in catalogue.checks if info.id == check_id), None)
        if info is None:
            raise unknown_check(check_id, catalogue.checks, catalogue.problems)
        chosen.setdefault(check_id, {})[name] = find_option(info.options, name, where).accept(value, where)
    return chosen
