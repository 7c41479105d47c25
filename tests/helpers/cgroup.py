"""Real control groups for rigs, made below the one that the tests run in."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from deskready_checks.system.cgroup import groups

ENTER = """
import os, sys
for folder in sys.argv[2:]:
    with open(os.path.join(folder, "cgroup.procs"), "w") as file:
        file.write(str(os.getpid()))
exec(sys.argv[1])
"""
"""Moves the process into the control groups given, before anything is imported, and runs the code given."""


@contextmanager
def control_group(controller: str) -> Iterator[Path]:
    """A new control group in which limits of a controller can be set; skips the test where none can be had.

    It lies below the test's own group, so it never has more than that. Version 2 forbids this where the group holds
    processes, and then it lies below the nearest ancestor that hands the controller on.
    """
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("control groups can be made by root on Linux only")
    folder = _home(controller) / f"deskready-rig-{os.getpid()}"
    try:
        folder.mkdir()
    except OSError as error:
        pytest.skip(f"no control group can be made here: {error.strerror}")
    try:
        yield folder
    finally:
        for inner in [*folder.glob("*/"), folder]:
            inner.rmdir()


def run_inside(code: str, *folders: Path, wrap: tuple[str, ...] = ()) -> str:
    """What Python code prints that runs inside these control groups, one for each hierarchy.

    Args:
        code: The code.
        folders: The groups to enter.
        wrap: A command to run the code under, once inside: it is given another command as arguments.
    """
    if wrap:
        code = f"import os, sys; os.execvp({wrap[0]!r}, [*{wrap!r}, sys.executable, '-c', {code!r}])"
    command = [sys.executable, "-c", ENTER, code, *map(str, folders)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _home(controller: str) -> Path:
    """The nearest group, outwards from our own, that can hold groups with this controller."""
    for group in groups(controller):
        if (group / f"{controller}.stat").exists() and not (group / "cgroup.controllers").exists():
            return group
        handed_on = group / "cgroup.subtree_control"
        if handed_on.exists() and controller in handed_on.read_text().split():
            return group
    pytest.skip(f"the {controller} controller of control groups is not to be had here")
