"""Checks that raise a storm: processes that fork, end and live on in their children, each in a session of its own."""

import os
import subprocess
import sys
import time

from deskready.core.audit.outcome import Failure, Outcome
from deskready.plugin import Context
from deskready.testing.hostile.base import LEFT, hostile

STORM_SECONDS = 20.0
"""After so long a storm dies by itself, whatever happens."""
STORM = """
import os, sys, time
count, end, pause = int(sys.argv[1]), time.monotonic() + float(sys.argv[2]), float(sys.argv[3])
if sys.platform == "linux":
    import ctypes
    ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)
for _ in range(count):
    if os.fork() == 0:
        break
else:
    print(flush=True)
    os.closerange(0, 64)
    while time.monotonic() < end:
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            time.sleep(0.05)
    os._exit(0)
os.closerange(0, 64)
while time.monotonic() < end:
    try:
        if os.fork(): os._exit(0)
        os.setsid()
    except OSError:
        pass
    time.sleep(pause)
os._exit(0)
"""
"""Python for a storm. Takes how many processes, the seconds after which it dies by itself, and the pause in seconds
after which each of them becomes another.

Where it can, its first process waits for all that end (prctl(2), PR_SET_CHILD_SUBREAPER is 36), so that a storm does
not take every process id of the computer.
"""


def _raise_storm(context: Context, count: int, pause: float = 0.02) -> None:
    """Starts so many processes that become others after each pause, and waits until they do."""
    command = (sys.executable, "-S", "-c", STORM, str(count), str(STORM_SECONDS), str(pause))
    storm = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert storm.stdout is not None
    storm.stdout.readline()
    context.sample(LEFT, storm.pid)


@hostile(Outcome.MEASURED, left=1, posix=True)
def leaves_a_storm_of_8(context: Context) -> None:
    """Leaves 8 processes behind that fork and end, in a new session each time."""
    _raise_storm(context, 8)


@hostile(Outcome.MEASURED, left=1, posix=True)
def leaves_a_storm_of_32(context: Context) -> None:
    """Leaves 32 of them behind."""
    _raise_storm(context, 32)


@hostile(Outcome.MEASURED, left=1, memory=4 * 1024**3, posix=True)
def leaves_a_storm_of_200(context: Context) -> None:
    """Leaves 200 of them behind, which move less often: else they take every process id before they are ended."""
    _raise_storm(context, 200, 0.1)


@hostile(Failure.TIMEOUT, left=1, seconds=2.0, posix=True)
def waits_in_a_storm(context: Context) -> None:
    """Waits for ever in a storm of 32."""
    _raise_storm(context, 32)
    time.sleep(STORM_SECONDS)


@hostile(Failure.CRASH, log="exit code 3", left=1, posix=True)
def ends_in_a_storm(context: Context) -> None:
    """Ends its process in a storm of 32."""
    _raise_storm(context, 32)
    os._exit(3)
