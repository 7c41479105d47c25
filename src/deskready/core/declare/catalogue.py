"""The catalogue: which claims of the checks that were found hold."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from deskready.core.declare.area import area_of
from deskready.core.declare.check_info import CheckInfo, Problem
from deskready.core.declare.policy import Policy
from deskready.core.declare.sheet import is_file
from deskready.core.words.message import message, row
from deskready.core.words.text import NOTHING, Name, Text, typed

_TAKEN = message("catalogue.taken", "{owner} has a check called '{check}', too; that one is used, and this one is not.")
_CLASH = message("catalogue.clash", "More than one check is called '{check}' ({packages}); none is used.")
_TWICE = message("catalogue.twice", "It calls more than one check '{check}'; none of them is used.")
_RIVAL = message("catalogue.rival", "'{check}' of {owner} already measures {metric}.")
_POLICY = message("catalogue.policy", "'{check}' of {owner} asks something else about the data policy '{policy}'.")
_OWN = "deskready"


class Catalogue(Struct, frozen=True):
    """What is installed."""

    checks: tuple[CheckInfo, ...]
    """Usable checks, in the order in which they show."""
    problems: tuple[Problem, ...]
    """Those that cannot be used, and why."""


def settle(infos: Sequence[CheckInfo], problems: Iterable[Problem]) -> Catalogue:
    """The checks whose ids, metrics and policies nobody else claims, in the order in which they show.

    Whoever claims what is taken harms nobody but itself: deskready's own checks come before those of installed
    packages, and these before the person's single files. Two of one rank with one id: neither is used. With one metric:
    the second, by package and id, is not used. Likewise two that ask different things under one policy's name: who
    agreed to the first has not agreed to the second. Each problem names the other claimant.
    """
    found = list(problems)
    named: dict[str, list[CheckInfo]] = {}
    for info in infos:
        named.setdefault(info.id, []).append(info)
    claims = _Claims()
    for info in sorted(infos, key=lambda info: (_rank(info), info.origin.package, info.id)):
        reason = _clash(info, named[info.id]) or claims.against(info)
        if reason:
            found.append(Problem(info.origin, reason, info.id))
        else:
            claims.admit(info)
    return Catalogue(tuple(sorted(claims.admitted, key=_place)), tuple(found))


class _Claims:
    """Which metrics and policies are taken, by which check."""

    def __init__(self) -> None:
        self.admitted: list[CheckInfo] = []
        self._metrics: dict[str, CheckInfo] = {}
        self._policies: dict[str, tuple[CheckInfo, tuple[str, ...]]] = {}

    def admit(self, info: CheckInfo) -> None:
        """Takes what a check claims."""
        self.admitted.append(info)
        self._metrics |= {metric.id: info for metric in info.metrics}
        for policy in _policies(info):
            self._policies.setdefault(policy.name, (info, policy.text))

    def against(self, info: CheckInfo) -> Text:
        """Why a check cannot have what it claims, or nothing."""
        for metric in info.metrics:
            rival = self._metrics.get(metric.id)
            if rival is not None:
                return _RIVAL(check=typed(rival.id), owner=_owner(rival), metric=typed(metric.id))
        for policy in _policies(info):
            other, text = self._policies.get(policy.name, (info, policy.text))
            if text != policy.text:
                return _POLICY(check=typed(other.id), owner=_owner(other), policy=typed(policy.name))
        return NOTHING


def _clash(info: CheckInfo, claimants: Sequence[CheckInfo]) -> Text:
    """Why a check cannot have its id, or nothing."""
    best = min(map(_rank, claimants))
    rivals = [each for each in claimants if _rank(each) == best]
    if len(rivals) == 1:
        return NOTHING if rivals[0] is info else _TAKEN(check=typed(info.id), owner=_owner(rivals[0]))
    owners = sorted({_owner(each).text for each in rivals})
    if len(owners) == 1 and _rank(info) == best:
        return _TWICE(check=typed(info.id))
    return _CLASH(check=typed(info.id), packages=row(*map(typed, owners)))


def _policies(info: CheckInfo) -> list[Policy]:
    return [option.policy for option in info.options if option.policy is not None]


def _rank(info: CheckInfo) -> int:
    """Who keeps what two claim: deskready itself, then what was installed, then single files."""
    return 0 if info.origin.package == _OWN else 2 if is_file(info.origin) else 1


def _owner(info: CheckInfo) -> Name:
    """Who brought a check: a package with its version, or the file."""
    origin = info.origin
    return typed(origin.name if is_file(origin) else f"{origin.package} {origin.version}".strip())


def _place(info: CheckInfo) -> tuple[int, str, bool, int, str]:
    """Areas in their order, deskready's own before others' within one, then in the places that they declare."""
    return (area_of(info.id).place, info.area, info.origin.package != _OWN, info.place, info.id)
