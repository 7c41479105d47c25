"""The catalogue: which claims of the checks that were found hold."""

from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct

from deskready.core.declare.area import area_of
from deskready.core.declare.check_info import CheckInfo, Problem
from deskready.core.declare.privacy import Privacy
from deskready.core.words.message import message
from deskready.core.words.text import Name

_CLASH = message("catalogue.clash", "More than one check is called '{check}' ({packages}); none is used.")
_RIVAL = message("catalogue.rival", "'{check}' already measures one of its metrics.")
_POLICY = message("catalogue.policy", "Another check asks something else about the data policy '{policy}'.")


class Catalogue(Struct, frozen=True):
    """What is installed."""

    checks: tuple[CheckInfo, ...]
    """Usable checks, in the order in which they show."""
    problems: tuple[Problem, ...]
    """Those that cannot be used, and why."""


def settle(infos: Sequence[CheckInfo], problems: Iterable[Problem]) -> Catalogue:
    """The checks whose ids, metrics and policies nobody else claims, in the order in which they show.

    Two packages with one check id: neither is used. Two checks with one metric: the second, by package and id with
    deskready's own first, is not used. Likewise two that ask different things under one policy's name: who agreed to
    the first has not agreed to the second.
    """
    found = list(problems)
    count = Counter(info.id for info in infos)
    claims: dict[str, CheckInfo] = {}
    asked: dict[str, tuple[str, ...]] = {}
    usable = []
    for info in sorted(infos, key=lambda info: (info.origin.package != "deskready", info.origin.package, info.id)):
        rival = next((claims[metric.id] for metric in info.metrics if metric.id in claims), None)
        policies = {option.policy.name: option.policy.text for option in info.options if option.policy is not None}
        other = next((name for name, text in policies.items() if asked.get(name, text) != text), None)
        if count[info.id] > 1:
            packages = ", ".join(sorted({other.origin.package for other in infos if other.id == info.id}))
            found.append(Problem(info.origin, _CLASH(check=_name(info.id), packages=_name(packages))))
        elif rival is not None:
            found.append(Problem(info.origin, _RIVAL(check=_name(rival.id))))
        elif other is not None:
            found.append(Problem(info.origin, _POLICY(policy=_name(other))))
        else:
            usable.append(info)
            claims |= {metric.id: info for metric in info.metrics}
            asked |= policies
    return Catalogue(tuple(sorted(usable, key=_place)), tuple(found))


def _name(word: str) -> Name:
    return Name(word, Privacy.PUBLIC)


def _place(info: CheckInfo) -> tuple[int, str, bool, int, str]:
    """Areas in their order, deskready's own before others' within one, then in the places that they declare."""
    return (area_of(info.id).place, info.area, info.origin.package != "deskready", info.place, info.id)
