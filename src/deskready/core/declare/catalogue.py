"""The registry: where checks are registered, and which of their claims hold."""

import os
import stat
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from deskready.core.clean import clean
from deskready.core.declare.area import area_of
from deskready.core.declare.check_info import CheckInfo, Origin, Problem

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "deskready.checks"
"""The entry-point group in which packages register checks."""


class Catalogue(Struct, frozen=True):
    """What is installed."""

    checks: tuple[CheckInfo, ...]
    """Usable checks, in the order in which they show."""
    problems: tuple[Problem, ...]
    """Those that cannot be used, and why."""


def registered() -> list[Origin]:
    """Every check that an installed package registers. Nothing is imported."""
    from importlib.metadata import entry_points

    points = sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value))
    return [_origin(point) for point in points]


def _origin(point: "EntryPoint") -> Origin:
    package, version = (point.dist.name, point.dist.version) if point.dist else ("?", "")
    return Origin(clean(point.name), point.value, clean(package), clean(version))


def in_folder(folder: Path) -> tuple[list[Origin], list[Problem]]:
    """Every check file of a person's own folder, and those refused because others could have written them."""
    origins, problems = [], []
    for path in sorted(folder.glob("*.py")) if folder.is_dir() else []:
        origin = Origin(clean(path.name, 80), str(path), "your checks folder")
        unsafe = _unsafe(folder) or _unsafe(path)
        if unsafe:
            problems.append(Problem(origin, unsafe))
        else:
            origins.append(origin)
    return origins, problems


def _unsafe(path: Path) -> str:
    """Why a file or folder is not to be trusted, or ""."""
    if sys.platform == "win32":
        return ""
    try:
        status = path.stat()
    except OSError as error:
        return f"It cannot be read: {error.strerror}."
    if status.st_uid not in (os.getuid(), 0):
        return f"{path.name} belongs to somebody else; only your own files are loaded."
    if stat.S_IMODE(status.st_mode) & (stat.S_IWGRP | stat.S_IWOTH):
        return f"Others can write to {path.name}; take that right away (chmod go-w) to use it."
    return ""


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
            found.append(Problem(info.origin, f"More than one check is called {info.id!r} ({packages}); none is used."))
        elif rival is not None:
            found.append(Problem(info.origin, f"{rival.id!r} already measures one of its metrics."))
        elif other is not None:
            found.append(Problem(info.origin, f"Another check asks something else about the data policy {other!r}."))
        else:
            usable.append(info)
            claims |= {metric.id: info for metric in info.metrics}
            asked |= policies
    return Catalogue(tuple(sorted(usable, key=_place)), tuple(found))


def _place(info: CheckInfo) -> tuple[int, str, bool, int, str]:
    """Areas in their order, deskready's own before others' within one, then in the places that they declare."""
    return (area_of(info.id).place, info.area, info.origin.package != "deskready", info.place, info.id)
