"""What ties processes together, in real processes."""

import os
import signal
import subprocess
import sys
import uuid
from pathlib import Path

import psutil
import pytest

from deskready.engine.guard.bonds import brand_of, brand_of_run, end_branded
from deskready.testing.leftovers import wait_for

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="brands and parent-death signals are Linux's by design")
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="resource limits are POSIX by design")

DAEMON = """
import os, time
if os.fork(): os._exit(0)
os.setsid()
if os.fork(): os._exit(0)
print(os.getpid(), flush=True)
os.closerange(0, 64)
time.sleep(600)
"""
BRANDED = """
import subprocess, sys
from deskready.engine.guard.bonds import bear_brand
bear_brand(sys.argv[1])
print(subprocess.run([sys.executable, "-c", sys.argv[2]], env={}, stdout=subprocess.PIPE).stdout.decode().strip())
"""
BOUND = """
import ctypes, os, sys
from deskready.engine.guard.bonds import die_with_parent
die_with_parent(int(sys.argv[1]))
print(os.getpid(), flush=True)
ctypes.PyDLL(None).pause()
"""
PARENT = """
import os, subprocess, sys, time
subprocess.Popen([sys.executable, "-c", sys.argv[1], str(os.getpid())])
time.sleep(600)
"""


@LINUX
def test_a_brand_outlives_all_that_makes_a_daemon() -> None:
    run = uuid.uuid4().hex
    with subprocess.Popen([sys.executable, "-c", BRANDED, run, DAEMON], stdout=subprocess.PIPE) as root:
        assert root.stdout is not None
        daemon = psutil.Process(int(root.stdout.readline()))
    assert brand_of(daemon.pid) == brand_of_run(run)
    assert daemon.ppid() != root.pid
    end_branded(run)
    wait_for(lambda: not daemon.is_running() or daemon.status() == psutil.STATUS_ZOMBIE, 5)


@LINUX
def test_others_bear_no_brand_of_ours() -> None:
    run = uuid.uuid4().hex
    assert brand_of(os.getpid()) != brand_of_run(run)
    assert brand_of(2**22 + 1) is None
    end_branded(run)


@LINUX
def test_a_child_dies_with_its_parent_even_in_c() -> None:
    with subprocess.Popen([sys.executable, "-c", PARENT, BOUND], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        child = psutil.Process(int(parent.stdout.readline()))
        os.kill(parent.pid, signal.SIGKILL)
    wait_for(lambda: not child.is_running() or child.status() == psutil.STATUS_ZOMBIE, 5)


@LINUX
def test_a_child_whose_parent_is_gone_already_ends() -> None:
    code = "from deskready.engine.guard.bonds import die_with_parent; die_with_parent(1); print('alive')"
    assert os.getpid() != 1
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout == b""


@POSIX
def test_no_image_of_memory_is_written(tmp_path: Path) -> None:
    code = (
        "import os, resource\n"
        "from deskready.engine.guard.bonds import forbid_core_dumps\n"
        "forbid_core_dumps()\n"
        "assert resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)\n"
        "os.abort()"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=False).returncode == -signal.SIGABRT
    assert list(tmp_path.iterdir()) == []
