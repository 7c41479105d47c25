"""Which checks an audit runs."""

from collections.abc import Iterable, Sequence

from deskready.core.clean import clean
from deskready.core.declare.check_info import CheckInfo
from deskready.core.errors import UsageError
from deskready.core.profile.profile import Profile
from deskready.core.reading.nearest import did_you_mean
from deskready.core.words.message import message, text
from deskready.core.words.text import Name

_UNKNOWN = message("selection.unknown", "No check or group is called '{name}'.")
_LISTS = text("selection.lists", "`deskready checks` lists every check.")


def needed(catalogue: Sequence[CheckInfo], profile: Profile) -> list[CheckInfo]:
    """The checks of an audit that selects nothing: the default ones, and those that declare a metric of the profile."""
    named = {line.metric for line in profile.requirements}
    return [info for info in catalogue if info.default or named & {metric.id for metric in info.metrics}]


def select(
    catalogue: Sequence[CheckInfo], profile: Profile, wanted: Sequence[str], skipped: Sequence[str]
) -> tuple[list[CheckInfo], list[CheckInfo]]:
    """The checks to run, and those among them that the person left out.

    Args:
        catalogue: Every installed check.
        profile: The requirements.
        wanted: Ids or groups (`internet`) to run; empty runs what the profile needs.
        skipped: Ids or groups to leave out.

    Raises:
        UsageError: A name fits no check.
    """
    for name in (*wanted, *skipped):
        if not any(_fits(info, name) for info in catalogue):
            raise unknown_check(name, catalogue)
    chosen = [info for info in catalogue if any(_fits(info, name) for name in wanted)]
    chosen = chosen if wanted else needed(catalogue, profile)
    left_out = [info for info in chosen if any(_fits(info, name) for name in skipped)]
    return [info for info in chosen if info not in left_out], left_out


def unknown_check(name: str, catalogue: Iterable[CheckInfo]) -> UsageError:
    """The error for a name that fits no check, with the nearest that does."""
    known = {info.id for info in catalogue} | {info.area for info in catalogue}
    remedy = did_you_mean(name, known, _LISTS)
    return UsageError(_UNKNOWN(name=Name(clean(name))), remedy)


def _fits(info: CheckInfo, name: str) -> bool:
    return info.id == name or info.id.startswith(f"{name}.")
