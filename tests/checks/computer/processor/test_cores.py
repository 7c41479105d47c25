"""Cores that are left to this process, for real."""

import os
import subprocess
import sys

import pytest

from deskready_checks.computer.processor.cores import core_limit

PINNED = """
import os
from deskready_checks.computer.processor.cores import core_limit
os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
print(core_limit(64))
"""


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="this system cannot pin a process to a core")
def test_a_pinned_process_has_one_core() -> None:
    done = subprocess.run([sys.executable, "-c", PINNED], capture_output=True, text=True, check=True, timeout=30)
    assert 0 < float(done.stdout) <= 1


def test_no_more_cores_than_the_machine_has() -> None:
    assert 0 < core_limit(1) <= 1


def test_a_system_without_control_groups_leaves_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert core_limit(8) == 8
