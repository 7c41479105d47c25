"""The processor check inside a real processor control group."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from helpers.cgroup import control_group, run_inside

pytestmark = pytest.mark.rig
CHECK = """
import json
from deskready_checks.computer.processor.check import Processor
from deskready.testing.context import run_check
found, gaps, _ = run_check(Processor, {"seconds": 0.2})
print(json.dumps({metric: each.value for metric, each in found.items()}))
"""


@pytest.fixture
def group() -> Iterator[Path]:
    """A new processor control group."""
    with control_group("cpu") as folder:
        yield folder


@pytest.mark.parametrize("cores", [0.5, 0.75])
def test_a_quota_is_judged_as_a_share_of_the_cores(group: Path, cores: float) -> None:
    if (group / "cpu.max").exists():
        (group / "cpu.max").write_text(f"{int(cores * 100_000)} 100000")
    else:
        (group / "cpu.cfs_period_us").write_text("100000")
        (group / "cpu.cfs_quota_us").write_text(str(int(cores * 100_000)))
    assert json.loads(run_inside(CHECK, group))["computer.cores"] == cores
