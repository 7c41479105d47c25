"""The limits that Linux control groups, version 1 and 2, set for this process.

A limit of any ancestor counts, so every visible group on the path is read and the smallest limit wins.
Sources: cgroups(7), cgroup_namespaces(7), proc_pid_mountinfo(5), and the kernel's admin-guide/cgroup-v2.rst
("memory.max", "cpu.max"), admin-guide/cgroup-v1/memory.rst and scheduler/sched-bwc.rst.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from deskready_checks.system.file import text
from deskready_checks.system.unread import or_nothing

#: Version 1 writes "no limit" as the largest 64-bit number, rounded down to a page.
_NO_LIMIT = 2**62
_ESCAPE = re.compile(r"\\([0-7]{3})")
_VERSION_2 = ""


@dataclass(frozen=True)
class MemoryLimit:
    """A limit on the memory that this program may use."""

    size: int
    """Bytes that it may use in all."""
    free: int
    """Bytes that it can still use; file caches that the system gives back count as free."""


@dataclass(frozen=True)
class _Mount:
    """One mounted hierarchy of control groups."""

    controllers: frozenset[str]
    """The version 1 controllers in it; for version 2 an empty name."""
    top: tuple[str, ...]
    """Path of the group that the mount point shows, seen from this process's cgroup namespace."""
    point: Path
    """Where it is mounted."""


def memory_limit(root: Path = Path("/")) -> MemoryLimit | None:
    """The memory limit that holds for this process, or None where there is none.

    Args:
        root: Folder that holds `proc` and `sys`.
    """
    sizes, free = [], []
    for group in groups("memory", root):
        size = _first(_number(group / name) for name in ("memory.max", "memory.limit_in_bytes"))
        facts = _table(group / "memory.stat")
        inherited = _limit(facts.get("hierarchical_memory_limit"))
        sizes += [each for each in (size, inherited) if each is not None]
        used = _first(_number(group / name) for name in ("memory.current", "memory.usage_in_bytes"))
        if size is not None and used is not None:
            cache = facts.get("total_inactive_file", facts.get("inactive_file", 0))
            free.append(max(0, size - max(0, used - cache)))
    return MemoryLimit(min(sizes), min([*free, *sizes])) if sizes else None


def core_quota(root: Path = Path("/")) -> float | None:
    """How many cores' worth of processor time this process may use, or None where there is no quota.

    Args:
        root: Folder that holds `proc` and `sys`.
    """
    quotas = []
    for group in groups("cpu", root):
        words = _read(group / "cpu.max").split() or [
            _read(group / f"cpu.cfs_{name}_us").strip() for name in ("quota", "period")
        ]
        if len(words) == 2 and all(word.isascii() and word.isdigit() and int(word) for word in words):
            quotas.append(int(words[0]) / int(words[1]))
    return min(quotas, default=None)


def groups(controller: str, root: Path = Path("/")) -> list[Path]:
    """Folders of every visible control group that this process is in, for one controller, innermost first.

    Args:
        controller: Its version 1 name, such as `memory`; groups of version 2 are always among the result.
        root: Folder that holds `proc` and `sys`.
    """
    own = _own_paths(root)
    found: list[Path] = []
    for mount in _mounts(root):
        for name in mount.controllers & own.keys() & {controller, _VERSION_2}:
            folder = _folder(mount, own[name])
            while folder is not None:
                found.append(folder)
                folder = folder.parent if folder != mount.point else None
    return found


def _own_paths(root: Path) -> dict[str, tuple[str, ...]]:
    """This process's path in each hierarchy, by controller."""
    paths: dict[str, tuple[str, ...]] = {}
    for line in _read(root / "proc/self/cgroup").splitlines():
        fields = line.split(":", 2)
        if len(fields) == 3:
            paths |= dict.fromkeys(fields[1].split(","), _steps(fields[2]))
    return paths


def _mounts(root: Path) -> list[_Mount]:
    """Every hierarchy that is mounted; of several mounts on one point the last, which hides the others."""
    found: dict[str, _Mount] = {}
    for line in _read(root / "proc/self/mountinfo").splitlines():
        place, _, kind = line.partition(" - ")
        before, after = place.split(" "), kind.split(" ")
        if len(before) < 5 or len(after) < 3:
            continue
        point = _ESCAPE.sub(lambda match: chr(int(match[1], 8)), before[4])
        found.pop(point, None)
        if after[0] in ("cgroup", "cgroup2"):
            names = after[2].split(",") if after[0] == "cgroup" else [_VERSION_2]
            top = _ESCAPE.sub(lambda match: chr(int(match[1], 8)), before[3])
            found[point] = _Mount(frozenset(names), _steps(top), root / point.lstrip("/"))
    return list(found.values())


def _folder(mount: _Mount, own: tuple[str, ...]) -> Path | None:
    """Where a mount shows this process's group, or the nearest ancestor that can be told; None where it shows neither.

    Both paths start at the root of the cgroup namespace, and lead out of it where they start with `..`.
    """
    common = 0
    while common < min(len(mount.top), len(own)) and mount.top[common] == own[common]:
        common += 1
    up, down = mount.top[common:], own[common:]
    if not up:
        return None if ".." in down else mount.point.joinpath(*down)
    return _search(mount.point, len(up), down) if set(up) == {".."} else None


def _search(point: Path, depth: int, down: tuple[str, ...]) -> Path:
    """The group of this process under a mount that starts `depth` steps above the root of the cgroup namespace.

    Nobody tells the names of those steps, so the groups at that depth are asked for this process; the mount point
    is the answer where none has it.
    """
    this = str(os.getpid())
    for step in point.glob("/".join("*" * depth)):
        group = step.joinpath(*down)
        if this in _read(group / "cgroup.procs").split():
            return group
    return point


def _steps(path: str) -> tuple[str, ...]:
    return tuple(step for step in path.split("/") if step)


def _first(numbers: Iterator[int | None]) -> int | None:
    return next((number for number in numbers if number is not None), None)


def _number(path: Path) -> int | None:
    """The limit or size in a file, or None where there is no such file or it says that there is no limit."""
    text = _read(path).strip()
    return _limit(int(text)) if text.isascii() and text.isdigit() else None


def _limit(number: int | None) -> int | None:
    return number if number is not None and 0 < number < _NO_LIMIT else None


def _table(path: Path) -> dict[str, int]:
    """The numbers in a file of lines of a name and a number."""
    pairs = (line.split() for line in _read(path).splitlines())
    return {pair[0]: int(pair[1]) for pair in pairs if len(pair) == 2 and pair[1].isascii() and pair[1].isdigit()}


def _read(path: Path) -> str:
    """A file's text, or "" where it cannot be read: a controller that is off has no files."""
    return or_nothing(text, path)
