"""Which checks an audit runs."""

from collections.abc import Iterable, Sequence

from deskready.core.clean import clean
from deskready.core.declare.check_info import CheckInfo, Problem
from deskready.core.errors import UsageError
from deskready.core.profile.profile import Profile
from deskready.core.reading.nearest import did_you_mean
from deskready.core.words.message import message, sentences
from deskready.core.words.text import Name, text_of, typed

_UNKNOWN = message("selection.unknown", "No check or group is called '{name}'.")
_UNUSABLE = message("selection.unusable", "The check '{name}' cannot be used: {reason}")
_SOME_UNUSABLE = message("selection.some-unusable", "What is installed and cannot be used, {command} tells, too.")(
    command=typed("`deskready checks`")
)
_LISTS = message("selection.lists", "{command} lists every check.")(command=typed("`deskready checks`"))


def needed(catalogue: Sequence[CheckInfo], profile: Profile) -> list[CheckInfo]:
    """The checks of an audit that selects nothing: the default ones, and those that declare a metric of the profile."""
    named = {line.metric for line in profile.requirements}
    return [info for info in catalogue if info.default or named & {metric.id for metric in info.metrics}]


def select(
    catalogue: Sequence[CheckInfo],
    profile: Profile,
    wanted: Sequence[str],
    skipped: Sequence[str],
    problems: Sequence[Problem] = (),
) -> tuple[list[CheckInfo], list[CheckInfo]]:
    """The checks to run, and those among them that the person left out.

    Args:
        catalogue: Every installed check.
        profile: The requirements.
        wanted: Ids or groups (`internet`) to run; empty runs what the profile needs.
        skipped: Ids or groups to leave out; one that cannot be used is left out anyway.
        problems: Every check that is installed and cannot be used.

    Raises:
        UsageError: A name fits no check, or one that cannot be used.
    """
    for name in (*wanted, *skipped):
        if not any(_fits(info.id, name) for info in catalogue) and not (name in skipped and _broken(name, problems)):
            raise unknown_check(name, catalogue, problems)
    chosen = [info for info in catalogue if any(_fits(info.id, name) for name in wanted)]
    chosen = chosen if wanted else needed(catalogue, profile)
    left_out = [info for info in chosen if any(_fits(info.id, name) for name in skipped)]
    return [info for info in chosen if info not in left_out], left_out


def unknown_check(name: str, catalogue: Iterable[CheckInfo], problems: Sequence[Problem] = ()) -> UsageError:
    """The error for a name that fits no usable check: why the one that is meant cannot be used, else the nearest."""
    broken = _broken(name, problems)
    if broken is not None:
        return UsageError(_UNUSABLE(name=Name(clean(name)), reason=text_of(broken.reason)), _LISTS)
    known = {info.id for info in catalogue} | {info.area for info in catalogue}
    remedy = did_you_mean(name, known, _LISTS)
    hidden = any(not problem.check for problem in problems)
    return UsageError(_UNKNOWN(name=Name(clean(name))), sentences(remedy, _SOME_UNUSABLE) if hidden else remedy)


def _broken(name: str, problems: Iterable[Problem]) -> Problem | None:
    """The first check or file that a name fits and that cannot be used."""
    return next((each for each in problems if _fits(each.check, name) or each.origin.name == name), None)


def _fits(check_id: str, name: str) -> bool:
    return check_id == name != "" or check_id.startswith(f"{name}.")
