"""Checks that leave processes behind, each in a way that makes them harder to find, and those that eat memory."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence

from deskready.core.audit.outcome import Failure, Outcome
from deskready.plugin import Context
from deskready.testing.hostile.base import LEFT, hostile
from deskready.testing.hostile.hangs import hold_the_gil, spin

_SLEEP = "import time; time.sleep(600)"
_DAEMONISE = """
import os, sys, time
if os.fork(): os._exit(0)
os.setsid()
if os.fork(): os._exit(0)
print(os.getpid(), flush=True)
os.closerange(0, 64)
time.sleep(600)
"""
_RUN_AWAY = """
import os, sys, time
end = time.monotonic() + 30
while time.monotonic() < end:
    if os.fork(): os._exit(0)
    os.setsid()
    time.sleep(0.05)
"""
_EAT = """
import time
eaten = []
for _ in range(60):
    eaten.append(bytearray(b"x" * 20_000_000))
    time.sleep(0.03)
time.sleep(600)
"""
_MEMORY = 150 * 1024**2


def _start(context: Context, code: str, **how: object) -> "subprocess.Popen[bytes]":
    command: Sequence[str] = (sys.executable, "-c", code)
    child: subprocess.Popen[bytes] = subprocess.Popen(command, **how)  # type: ignore[call-overload]
    context.sample(LEFT, child.pid)
    return child


def _daemonise(context: Context) -> None:
    """Starts a process that nothing visible ties to this one: no parent, session, environment or descriptor."""
    command = (sys.executable, "-c", _DAEMONISE)
    told = subprocess.run(command, env={}, capture_output=True, check=True, stdin=subprocess.DEVNULL)
    context.sample(LEFT, int(told.stdout))


@hostile(Outcome.MEASURED, left=2)
def leaves_children(context: Context) -> None:
    """Leaves two children behind."""
    _start(context, _SLEEP)
    _start(context, _SLEEP)


@hostile(Outcome.MEASURED, left=1)
def leaves_a_silent_child(context: Context) -> None:
    """Leaves a child behind that holds none of its streams."""
    null = subprocess.DEVNULL
    _start(context, _SLEEP, stdin=null, stdout=null, stderr=null)


@hostile(Outcome.MEASURED, left=1, posix=True)
def leaves_a_session(context: Context) -> None:
    """Leaves a child behind that has a session of its own."""
    _start(context, _SLEEP, start_new_session=True)


@hostile(Outcome.MEASURED, left=1, posix=True)
def leaves_a_nameless_session(context: Context) -> None:
    """Leaves a child behind that has a session of its own and no environment."""
    _start(context, _SLEEP, start_new_session=True, env={})


@hostile(Outcome.MEASURED, left=1, posix=True)
def leaves_a_daemon(context: Context) -> None:
    """Leaves a daemon behind: forked twice, own session, no environment, no descriptors."""
    _daemonise(context)


@hostile(Outcome.MEASURED, left=1, posix=True)
def leaves_a_fork(context: Context) -> None:
    """Leaves a daemon behind that is a fork of itself, and so holds the protocol's descriptors."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.setsid()
        if os.fork() == 0:
            os.write(writing, str(os.getpid()).encode())
            time.sleep(600)
        os._exit(0)
    os.waitpid(child, 0)
    context.sample(LEFT, int(os.read(reading, 20)))


@hostile(Failure.CRASH, log="exit code 3", left=1, posix=True)
def leaves_a_fork_and_exits(context: Context) -> None:
    """Ends its process while a fork of it holds the protocol's descriptors."""
    child = os.fork()
    if child == 0:
        os.setsid()
        time.sleep(600)
        os._exit(0)
    context.sample(LEFT, child)
    time.sleep(0.05)
    os._exit(3)


@hostile(Failure.CRASH, log="exit code 3", left=1, posix=True)
def leaves_a_daemon_and_exits(context: Context) -> None:
    """Ends its process at once after it made a daemon."""
    _daemonise(context)
    os._exit(3)


@hostile(Failure.TIMEOUT, left=2, seconds=1.0, posix=True)
def leaves_a_daemon_and_spins(context: Context) -> None:
    """Spins after it made a daemon and a child."""
    _daemonise(context)
    _start(context, _SLEEP)
    spin()


@hostile(Failure.TIMEOUT, left=2, seconds=1.0, posix=True)
def leaves_a_daemon_and_holds_the_gil(context: Context) -> None:
    """Hangs in C after it made a daemon and a child."""
    _daemonise(context)
    _start(context, _SLEEP, start_new_session=True)
    hold_the_gil()


@hostile(Outcome.MEASURED, posix=True)
def leaves_one_that_runs_away(context: Context) -> None:
    """Leaves a process behind that becomes another every 50 ms."""
    subprocess.run((sys.executable, "-c", _RUN_AWAY), env={}, check=False)


@hostile(Failure.MEMORY, memory=_MEMORY)
def eats_memory(context: Context) -> None:
    """Takes memory without end."""
    exec(_EAT, {})


@hostile(Failure.MEMORY, memory=_MEMORY, left=1)
def has_memory_eaten(context: Context) -> None:
    """Has a child take memory without end."""
    _start(context, _EAT)
    time.sleep(600)


@hostile(Failure.MEMORY, memory=_MEMORY, left=1, posix=True)
def has_a_session_eat_memory(context: Context) -> None:
    """Has a child in a session of its own, without environment, take memory without end."""
    _start(context, _EAT, start_new_session=True, env={})
    time.sleep(600)
