"""Checks that installed packages register."""

from pathlib import Path
from typing import TYPE_CHECKING

from deskready.core.clean import clean
from deskready.core.declare.check_info import Found, Origin

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "deskready.checks"
"""The entry-point group in which packages register checks."""


def find(_config: Path) -> Found:
    """Every check of this Python's packages, whatever the person configures."""
    return Found(registered(), [])


def registered() -> list[Origin]:
    """Every check that an installed package registers. Nothing is imported."""
    from importlib.metadata import entry_points

    points = sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value))
    return [_origin(point) for point in points]


def _origin(point: "EntryPoint") -> Origin:
    package, version = (point.dist.name, point.dist.version) if point.dist else ("?", "")
    return Origin(clean(point.name), point.value, clean(package), clean(version))
