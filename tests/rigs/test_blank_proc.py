"""A computer whose kernel tells nothing of one thing, or keeps it to itself: the rest is measured all the same."""

import json
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from helpers.check_child import TESTS

pytestmark = pytest.mark.slow
CHECKS = """
import json, os
from deskready.testing.context import run_check
from deskready_checks.computer.memory import Memory
from deskready_checks.computer.processor.check import Processor
from deskready_checks.computer.uptime import Uptime
told = {}
for check, options in ((Memory, {}), (Processor, {"seconds": 0.5}), (Uptime, {})):
    found, gaps, _ = run_check(check, options)
    told |= {metric: "measured" for metric in found} | {metric: gap.reason.words for metric, gap in gaps.items()}
print(json.dumps(told))
"""
OF = {
    "stat": {"computer.load", "computer.load.top", "computer.uptime"},
    "meminfo": {"computer.memory", "computer.memory.total", "computer.memory.available"},
    "cpuinfo": {"computer.clock", "computer.processor.model", "computer.cores.physical"},
    "loadavg": set(),
    "uptime": set(),
}
"""What may not be told where a file of /proc is blank."""
NOBODY = 4711


def told(name: str, cover: Path) -> dict[str, Any]:
    """What the checks of the computer tell, as a user without rights, where a file of /proc is covered by another."""
    if sys.platform != "linux" or os.geteuid() != 0 or not (shutil.which("unshare") and shutil.which("setpriv")):
        pytest.skip("needs Linux, root, unshare and setpriv (Debian package util-linux)")
    as_nobody = f"setpriv --reuid={NOBODY} --regid={NOBODY} --clear-groups" if _reachable() else ""
    script = f'mount --bind "$0" /proc/{name} || exit 77; exec {as_nobody} "$@"'
    command = ["unshare", "-m", "sh", "-c", script, str(cover), sys.executable, "-c", CHECKS]
    path = os.pathsep.join([str(TESTS), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, env=os.environ | {"PYTHONPATH": path})
    if done.returncode == 77:
        pytest.skip("no mount namespace can be made here")
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def _reachable() -> bool:
    """Whether anybody may enter the folders in which this Python and the program are."""
    places = [Path(sys.executable), Path(os.path.realpath(sys.executable)), TESTS]
    return all(parent.stat().st_mode & stat.S_IXOTH for place in places for parent in place.parents)


@pytest.mark.parametrize("name", OF)
def test_one_file_that_is_blank_is_a_gap_for_what_it_tells(name: str) -> None:
    found = told(name, Path("/dev/null"))
    missing = {metric for metric, outcome in found.items() if outcome != "measured"}
    assert missing <= OF[name], found
    for metric in missing:
        assert "does not" in found[metric] or "stand still" in found[metric], found[metric]


@pytest.mark.parametrize("name", ["stat", "meminfo"])
def test_one_file_that_is_forbidden_is_a_gap_for_what_it_tells(name: str, tmp_path: Path) -> None:
    cover = tmp_path / "forbidden"
    cover.touch(mode=0)
    found = told(name, cover)
    missing = {metric for metric, outcome in found.items() if outcome != "measured"}
    assert missing <= OF[name], found
    if _reachable():
        assert missing
