"""The memory check inside real memory control groups."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from deskready_checks.computer.memory import nominal_size
from helpers.cgroup import control_group, run_inside

pytestmark = pytest.mark.rig
GIB = 1024**3
CHECK = """
import json
from deskready_checks.computer.memory import Memory
from deskready.testing.context import run_check
found, gaps, _ = run_check(Memory)
print(json.dumps({metric: each.value for metric, each in found.items()}))
"""
HOARD = f"hoard = b'x' * (300 * 1024**2)\n{CHECK}"


@pytest.fixture
def group() -> Iterator[Path]:
    """A new memory control group."""
    with control_group("memory") as folder:
        yield folder


def limit(group: Path, size: int) -> None:
    """Sets a group's limit, in either version."""
    path = group / "memory.max"
    (path if path.exists() else group / "memory.limit_in_bytes").write_text(str(size))


def test_the_limit_is_judged_and_the_machine_shown(group: Path) -> None:
    limit(group, GIB)
    found = json.loads(run_inside(CHECK, group))
    assert found["computer.memory"] == GIB
    assert found["computer.memory.limit"] == GIB
    assert found["computer.memory.total"] == psutil.virtual_memory().total
    assert GIB / 2 < found["computer.memory.available"] < GIB


def test_memory_that_is_taken_is_not_free(group: Path) -> None:
    limit(group, GIB)
    found = json.loads(run_inside(HOARD, group))
    assert found["computer.memory.available"] < GIB - 300 * 1024**2


def test_a_group_without_a_limit_changes_nothing(group: Path) -> None:
    found = json.loads(run_inside(CHECK, group))
    outside = json.loads(run_inside(CHECK))
    assert found["computer.memory"] == outside["computer.memory"]
    if "computer.memory.limit" not in outside:
        assert found["computer.memory"] == nominal_size(psutil.virtual_memory().total)


def test_a_limit_of_the_group_around_it_counts(group: Path) -> None:
    inner = group / "inner"
    inner.mkdir()
    limit(group, GIB)
    assert json.loads(run_inside(CHECK, inner))["computer.memory"] == GIB


def test_inside_a_namespace_that_hides_the_way_to_the_group(group: Path) -> None:
    """As where a container is given the machine's control groups: the path is "/", the mount's root "/../.."."""
    if shutil.which("unshare") is None:
        pytest.skip("unshare (util-linux) is not installed")
    limit(group, GIB)
    assert json.loads(run_inside(CHECK, group, wrap=("unshare", "--cgroup")))["computer.memory"] == GIB
