"""Which option values a run gets, and who chose them."""

from collections.abc import Iterable, Mapping

from deskready.core.check_info import CheckInfo
from deskready.core.errors import UsageError
from deskready.core.option import Chosen, find_option
from deskready.core.unit import Value

Choices = Mapping[str, Mapping[str, Value]]
"""Option values by check id and option name."""


def choose(info: CheckInfo, layers: Mapping[str, Choices]) -> dict[str, Chosen]:
    """Every option of a check with its value.

    Args:
        info: The check.
        layers: Choices by who made them (`command line`, `profile`, `settings`), the strongest first.

    Raises:
        UsageError: A layer names an option that the check does not have, or a value that does not fit.
    """
    chosen = {option.name: Chosen(option.default, "default", option.privacy) for option in info.options}
    for source, choices in reversed(list(layers.items())):
        for name, value in choices.get(info.id, {}).items():
            where = f"{source}: {info.id}.{name}"
            option = find_option(info.options, name, where)
            chosen[name] = Chosen(option.accept(value, where), source, option.privacy)
    return chosen


def fitting(choices: Choices, checks: Iterable[CheckInfo], source: str) -> tuple[Choices, tuple[str, ...]]:
    """The choices that installed checks can take, and a sentence for each that they cannot.

    Args:
        choices: Option values by check id and option name; those for checks that are not installed are kept.
        checks: The installed checks.
        source: What to name in a sentence: "settings".
    """
    fit = {check_id: dict(values) for check_id, values in choices.items()}
    problems = []
    for info in checks:
        for name, value in choices.get(info.id, {}).items():
            try:
                where = f"{source}: {info.id}.{name}"
                find_option(info.options, name, where).accept(value, where)
            except UsageError as error:
                problems.append(f"{error} It is left out.")
                del fit[info.id][name]
    return fit, tuple(problems)
