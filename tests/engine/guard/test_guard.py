"""The guard by itself, spoken to over its pipes."""

import os
import subprocess
import sys
import uuid
from collections.abc import Iterator

import pytest

from deskready.engine.guard.protocol import Notice, Order, Sweep, Swept, TooMuchMemory, Watch, decode_notice, encode
from deskready.engine.tag import TAG_VARIABLE

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="sessions and signals are POSIX by design")


class Guard:
    """A guard process."""

    def __init__(self) -> None:
        command = [sys.executable, "-P", "-X", "utf8", "-m", "deskready.engine.guard.guard"]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, start_new_session=True)

    def say(self, order: Order) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(encode(order))
        self.process.stdin.flush()

    def hear(self) -> Notice:
        assert self.process.stdout is not None
        return decode_notice(self.process.stdout.readline())

    def close(self) -> int:
        assert self.process.stdin is not None
        self.process.stdin.close()
        return self.process.wait(10)


@pytest.fixture
def guard() -> Iterator[Guard]:
    guard = Guard()
    yield guard
    guard.process.kill()
    guard.process.wait()
    assert guard.process.stdout is not None
    guard.process.stdout.close()


def start(run: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-c", "import time; time.sleep(600)"]
    return subprocess.Popen(command, env=os.environ | {TAG_VARIABLE: run}, start_new_session=True)


def test_a_closed_pipe_ends_every_run_and_then_itself(guard: Guard) -> None:
    runs = [uuid.uuid4().hex for _ in range(3)]
    started = [start(run) for run in runs]
    for run, root in zip(runs, started, strict=True):
        guard.say(Watch(run, root.pid, 2**40))
    assert guard.close() == 0
    assert [root.wait(5) for root in started] == [-9, -9, -9]


def test_a_sweep_needs_no_watch(guard: Guard) -> None:
    run = uuid.uuid4().hex
    root = start(run)
    guard.say(Sweep(run))
    assert guard.hear() == Swept(run)
    assert root.wait(5) == -9


def test_an_empty_run_is_swept_at_once(guard: Guard) -> None:
    run = uuid.uuid4().hex
    guard.say(Sweep(run))
    assert guard.hear() == Swept(run)


def test_memory_is_told_and_nobody_is_killed_for_it(guard: Guard) -> None:
    run = uuid.uuid4().hex
    root = start(run)
    guard.say(Watch(run, root.pid, 1000))
    notice = guard.hear()
    assert isinstance(notice, TooMuchMemory)
    assert notice.run == run
    assert notice.resident > 1000
    assert root.poll() is None
    guard.close()
    assert root.wait(5) == -9
