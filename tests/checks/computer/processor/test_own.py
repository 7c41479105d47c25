"""Our own processes, in real trees of processes: test, program, check."""

import json
import os
import subprocess
import sys

from deskready_checks.computer.processor.own import own_processes

CHECK = """
import json, os
from deskready_checks.computer.processor.own import own_processes
print(json.dumps({"check": os.getpid(), "own": [process.pid for process in own_processes()]}))
"""
PROGRAM = """
import json, os, subprocess, sys
sleeper = subprocess.Popen([sys.executable, "-c", "import time; print(flush=True); time.sleep(60)"], stdout=-1)
try:
    sleeper.stdout.readline()
    told = json.loads(subprocess.check_output([sys.executable, *sys.argv[1:]]))
finally:
    sleeper.kill()
print(json.dumps(told | {"program": os.getpid(), "sleeper": sleeper.pid}))
"""
LAUNCHED = (
    """
import os, subprocess, sys
if os.environ.pop("LAUNCHES", ""):
    sys.exit(subprocess.call([sys.executable, *sys.orig_argv[1:]]))
"""
    + CHECK
)


def told_by(*arguments: str, environment: dict[str, str] | None = None) -> dict[str, int | list[int]]:
    """What a program tells that starts a check with these arguments of the interpreter."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        env=os.environ | (environment or {}),
    )
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def test_the_program_and_all_below_it() -> None:
    told = told_by("-c", CHECK)
    own = told["own"]
    assert isinstance(own, list)
    assert {told["program"], told["check"], told["sleeper"]} <= set(own)
    assert os.getpid() not in own
    assert len(own) == len(set(own))


def test_a_launcher_between_program_and_check_is_passed() -> None:
    told = told_by("-c", LAUNCHED, environment={"LAUNCHES": "1"})
    own = told["own"]
    assert isinstance(own, list)
    assert {told["program"], told["check"], told["sleeper"]} <= set(own)
    assert len(own) >= 4
    assert os.getpid() not in own


def test_this_process_is_its_own() -> None:
    assert os.getpid() in [process.pid for process in own_processes()]
