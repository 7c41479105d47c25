"""Checks that installed packages register."""

import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from deskready.core import stamp
from deskready.core.clean import clean
from deskready.core.declare.check_info import Found, Origin, Source

if TYPE_CHECKING:
    from importlib.metadata import Distribution

GROUP = "deskready.checks"
"""The entry-point group in which packages register checks."""
_SAME = re.compile(r"[-_.]+")


def find(_config: Path | None) -> Found:
    """Every check of this Python's packages, whatever the person configures: a source for each package."""
    return Found(list(_sources()), [])


def registered() -> list[Origin]:
    """Every check that an installed package registers. Nothing is imported."""
    return sorted((each for source in _sources() for each in source.origins), key=lambda each: (each.name, each.target))


def _sources() -> Iterator[Source]:
    """Each package that registers checks; of several of one name the first, which is the one that Python imports.

    Only what may register some is looked at closely: with 1,000 packages the library's own way takes a second.
    """
    from importlib.metadata import distributions

    seen: set[str] = set()
    for dist in distributions():
        if GROUP not in (dist.read_text("entry_points.txt") or ""):
            continue
        package, version = _header(dist, "Name") or "?", _header(dist, "Version")
        name = _SAME.sub("-", package).lower()
        if name in seen:
            continue
        seen.add(name)
        points = sorted(dist.entry_points.select(group=GROUP), key=lambda point: (point.name, point.value))
        origins = tuple(Origin(clean(point.name), point.value, package, version) for point in points)
        if origins:
            yield Source(origins, _stamp(dist, origins))


def _header(dist: "Distribution", name: str) -> str:
    """A field of a package's metadata, which comes before its long description; parsing all of it takes long."""
    text = dist.read_text("METADATA") or dist.read_text("PKG-INFO") or dist.read_text("") or ""
    found = re.search(rf"^{name}:[ \t]*(.*)$", text.partition("\n\n")[0], re.MULTILINE)
    return clean(found[1].strip()) if found else ""


def _stamp(dist: "Distribution", origins: tuple[Origin, ...]) -> str:
    """The stamp of what was installed and of the files as they are now; empty where they cannot be found."""
    places = {origin.target.partition(":")[0].partition(".")[0] for origin in origins}
    stamps = [_place(dist, place) for place in sorted(places)]
    return stamp.of_bytes("\n".join([dist.read_text("RECORD") or "", *stamps]).encode()) if all(stamps) else ""


def _place(dist: "Distribution", name: str) -> str:
    """The stamp of a top-level module or folder of a package, which need not lie beside its metadata."""
    beside = Path(str(dist.locate_file(name)))
    found = stamp.of_tree(beside) or stamp.of_file(beside.with_suffix(".py"))
    if found:
        return found
    try:
        spec = importlib.util.find_spec(name)  # one without a dot: nothing is imported
    except (ImportError, ValueError, AttributeError):
        return ""
    if spec is None:
        return ""
    if spec.submodule_search_locations is None:
        return stamp.of_file(Path(spec.origin or ""))
    stamps = [stamp.of_tree(Path(folder)) for folder in spec.submodule_search_locations]
    return stamp.of_bytes("\n".join(stamps).encode()) if all(stamps) else ""
