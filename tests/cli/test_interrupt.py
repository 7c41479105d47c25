import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from deskready.cli.interrupt import on_interrupt
from helpers.cli_desk import Desk

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="sends POSIX signals")
SECONDS = 1.0
"""How long the program may take to end."""
BUSY = 4.0
"""What is added for a busy machine."""


def _wait(condition: Callable[[], object], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(0.02)


def _partials(desk: Desk) -> list[Path]:
    return list((desk.home / "state" / "partial").glob("*.partial"))


def _measured(desk: Desk) -> bool:
    """Whether the quick check has ended and is safe on disk, so that the other one is spinning."""
    return any('"measured"' in path.read_text() for path in _partials(desk))


def _spins(desk: Desk) -> bool:
    return desk.runs("deskready.engine.run.worker")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda number: number.name)
def test_it_ends_at_once_keeps_what_was_measured_and_leaves_nothing_running(desk: Desk, number: signal.Signals) -> None:
    with desk.start("audit", "toy.spin", "toy.good", "--profile", "toy.toml", "--save", "a.json") as process:
        _wait(lambda: _measured(desk) and _spins(desk))
        begun = time.monotonic()
        process.send_signal(number)
        out, told = process.communicate(timeout=30)
        took = time.monotonic() - begun
    assert process.returncode == 130
    assert took < SECONDS + BUSY
    assert out == b""
    assert told.decode().splitlines() == [
        "Interrupted. What was measured is kept: `deskready` offers to go on with it."
    ]
    assert not (desk.folder / "a.json").exists()
    (partial,) = _partials(desk)
    outcomes = {
        check["id"]: check["runs"][-1]["outcome"] if check["runs"] else "not run"
        for check in json.loads(partial.read_text())["checks"]
    }
    assert outcomes == {"toy.good": "measured", "toy.spin": "cancelled"}
    _wait(lambda: desk.processes() == [], 2)


def test_an_interrupted_audit_that_measured_nothing_leaves_no_file(desk: Desk) -> None:
    with desk.start("audit", "toy.spin", "--profile", "toy.toml") as process:
        _wait(lambda: _spins(desk))
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=30)
    assert (process.returncode, told) == (130, b"Interrupted.\n")
    assert _partials(desk) == []


def test_a_signal_before_the_first_check_ends_it_quietly(desk: Desk) -> None:
    desk.add_check("import time; time.sleep(60)", "slow.py")  # describing it takes as long as it may
    with desk.start("audit", "toy.good") as process:
        _wait(lambda: desk.runs("deskready.engine.describe.describer"))
        process.send_signal(signal.SIGINT)
        out, told = process.communicate(timeout=30)
    assert (process.returncode, out, told) == (130, b"", b"")
    _wait(lambda: desk.processes() == [], 7)


def test_what_the_caller_had_ignored_stays_ignored(desk: Desk) -> None:
    line = f"trap '' INT; exec {sys.executable} -m deskready audit toy.quiet --profile toy.toml --format json"
    process = subprocess.Popen(
        ["sh", "-c", line], cwd=desk.folder, env=desk.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    with process:
        _wait(lambda: _spins(desk))
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
    assert process.returncode == 3  # it ran to its end


async def test_a_signal_calls_and_does_not_raise() -> None:
    called = asyncio.Event()
    with on_interrupt(called.set):
        os.kill(os.getpid(), signal.SIGINT)
        await asyncio.wait_for(called.wait(), 5)


async def test_afterwards_signals_are_handled_as_before() -> None:
    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    with on_interrupt(lambda: None):
        assert [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)] != before
    assert [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)] == before
