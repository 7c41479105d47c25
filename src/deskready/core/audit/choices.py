"""Which option values a run gets, and who chose them."""

from collections.abc import Callable, Iterable, Mapping

from deskready.core.declare.check_info import CheckInfo
from deskready.core.declare.metric import Kind
from deskready.core.declare.option import Chosen, Option, find_option
from deskready.core.declare.policy import Policy
from deskready.core.declare.unit import Value
from deskready.core.errors import UsageError
from deskready.core.profile.profile import Profile
from deskready.core.words.message import message
from deskready.core.words.terms import CHOSEN_BY
from deskready.core.words.text import NOTHING, Name, Text, Words, typed

Choices = Mapping[str, Mapping[str, Value]]
"""Option values by check id and option name."""
Agreements = Mapping[str, Chosen]
"""What the person answered to policies, by the policy's name."""
_WHERE = message("choices.where", "{source}: {option}")


def choose(info: CheckInfo, layers: Mapping[str, Choices], agreements: Agreements | None = None) -> dict[str, Chosen]:
    """Every option of a check with its value.

    Args:
        info: The check.
        layers: Choices by who made them (`command line`, `profile`, `settings`), the strongest first.
        agreements: Answers to policies; an option of a policy gets its value from here and from nowhere else.

    Raises:
        UsageError: A layer names an option that the check does not have, or a value that does not fit.
    """
    chosen = {option.name: _unchosen(option, agreements or {}) for option in info.options}
    for source, choices in reversed(list(layers.items())):
        for name, value in choices.get(info.id, {}).items():
            where = place_in(source)(info.id, name)
            option = find_option(info.options, name, where)
            chosen[name] = Chosen(option.accept(value, where), source, option.privacy)
    return chosen


def _unchosen(option: Option[Value], agreements: Agreements) -> Chosen:
    """An option that no layer names."""
    default = Chosen(option.default, "default", option.privacy)
    return default if option.policy is None else agreements.get(option.policy.name, default)


def of_profile(profile: Profile, checks: Iterable[CheckInfo]) -> Choices:
    """The option values that a profile sets: those that it names, else its limits where an option follows one."""
    found = {check_id: dict(values) for check_id, values in profile.options.items()}
    for info in checks:
        for option in info.options:
            limit = _followed(option, profile)
            if limit is not None:
                found.setdefault(info.id, {}).setdefault(option.name, limit)
    return found


def _followed(option: Option[Value], profile: Profile) -> Value | None:
    """The limit that an option follows, where the profile has it and the option can take it."""
    metric_id, _, limit = option.follows.partition(" ")
    line = profile.requirement(metric_id) if metric_id else None
    value = getattr(line, limit, None)
    if option.kind is not Kind.NUMBER or isinstance(value, bool | str | tuple) or value is None:
        return None
    low, high = option.minimum, option.maximum  # a limit that no option can take is no mistake of the profile
    return None if (low is not None and value < low) or (high is not None and value > high) else value


def policies_of(info: CheckInfo, chosen: Mapping[str, Chosen]) -> list[Policy]:
    """The policies that a run with these options depends on."""
    return [
        option.policy
        for option in info.options
        if option.policy is not None
        and all(chosen[name].value in values for name, values in option.policy.where.items())
    ]


def fitting(choices: Choices, checks: Iterable[CheckInfo]) -> Choices:
    """The choices that installed checks can take; those for checks that are not installed are kept."""
    wrong = misfits(choices, checks, lambda check_id, name: f"{check_id}.{name}")
    return {
        check_id: {name: value for name, value in values.items() if (check_id, name) not in wrong}
        for check_id, values in choices.items()
    }


def misfits(
    choices: Choices, checks: Iterable[CheckInfo], place: Callable[[str, str], Words]
) -> dict[tuple[str, str], UsageError]:
    """What is wrong with each choice that an installed check cannot take, by check id and option name.

    Args:
        choices: Option values by check id and option name.
        checks: The installed checks.
        place: Where a check's option stands, for the sentence.
    """
    found = {}
    for info in checks:
        for name, value in choices.get(info.id, {}).items():
            try:
                find_option(info.options, name, NOTHING).accept(value, NOTHING)
            except UsageError:
                found[info.id, name] = _misfit(info, name, value, place(info.id, name))
    return found


def _misfit(info: CheckInfo, name: str, value: Value, where: Words) -> UsageError:
    """What is wrong with a choice; looking up its place in a file takes long, and few are wrong."""
    try:
        find_option(info.options, name, where).accept(value, where)
    except UsageError as error:
        return error
    raise AssertionError(name)


def place_in(source: str) -> Callable[[str, str], Text]:
    """Names who chose an option, where no line can be named."""
    return lambda check_id, name: _WHERE(
        source=CHOSEN_BY.get(source) or Name(source), option=typed(f"{check_id}.{name}")
    )
