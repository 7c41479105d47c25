"""The brand's hold on real processes, which fork and end all the time."""

import os
import signal
import subprocess
import sys
import time
import uuid

import pytest

from deskready.engine.guard.bonds import brand_of_run, end_branded
from deskready.testing.hostile.storms import STORM
from deskready.testing.leftovers import leftovers

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="brands are Linux's by design")
BRANDED = """
import os, sys
from deskready.engine.guard.bonds import bear_brand
bear_brand(sys.argv[1])
os.execv(sys.executable, [sys.executable, "-S", "-c", *sys.argv[2:]])
"""


@pytest.mark.parametrize("count", [1, 8, 40])
def test_a_storm_is_ended_however_fast_it_moves(count: int) -> None:
    run = uuid.uuid4().hex
    command = [sys.executable, "-c", BRANDED, run, STORM, str(count), "10", "0.02"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env={}, start_new_session=True) as root:
        assert root.stdout is not None
        root.stdout.readline()
        begun = time.monotonic()
        assert end_branded(run) == ()
        assert leftovers([run]) == []
        assert time.monotonic() - begun < 5
        assert root.wait(5) == -signal.SIGKILL


def test_what_bears_another_brand_goes_on() -> None:
    from deskready.engine.guard.linux import Branded

    command = [sys.executable, "-c", BRANDED, uuid.uuid4().hex, "print(flush=True); import time; time.sleep(60)"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        hold = Branded(brand_of_run(uuid.uuid4().hex))
        assert hold.stop_all(time.monotonic() + 1).fresh == set()
        assert hold.kill(other.pid)
        assert hold.kill(os.getpid())
        assert other.poll() is None
        other.kill()
