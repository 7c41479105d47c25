"""A storm of processes that fork and end is over with its run, whoever is killed in the middle of it."""

import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import psutil
import pytest

from deskready.core.audit.event import Event, Noted, Sample
from deskready.testing.conformance import target_of, verify_next
from deskready.testing.harness import Program
from deskready.testing.hostile import storms
from deskready.testing.hostile.base import LEFT
from deskready.testing.leftovers import leftovers, wait_for

_SECONDS = 5.0
"""How long what is left may take to end: far less than a storm takes to die by itself."""
_CASE = storms.waits_in_a_storm
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork by design")


def _left(event: Event) -> bool:
    return isinstance(event, Sample) and event.series == LEFT


@contextmanager
def _in_a_storm(seconds: float) -> Iterator[Program]:
    """A program whose check has raised its storm, and will be stopped after so many seconds."""
    begun = time.monotonic()
    with Program() as program:
        program.order([target_of(_CASE)], seconds=seconds)
        program.wait_for(_left)
        yield program
        assert time.monotonic() - begun < storms.STORM_SECONDS / 2, "The storm died by itself, which shows nothing."


def _guard(program: Program) -> psutil.Process:
    children = psutil.Process(program.process.pid).children()
    return next(
        child
        for child in children
        if child.status() != psutil.STATUS_ZOMBIE and "deskready.engine.guard.guard" in child.cmdline()
    )


def test_nothing_is_left_when_the_program_is_killed() -> None:
    """The guard ends it alone."""
    with _in_a_storm(15.0) as program:
        os.kill(program.process.pid, 9)
        program.process.wait()
        wait_for(lambda: not leftovers(program.tags), _SECONDS)


def test_nothing_is_left_when_the_guard_is_killed() -> None:
    """Another guard takes over, and the run's result says so."""
    with _in_a_storm(2.0) as program:
        _guard(program).kill()
        (note,) = program.wait_for(lambda event: isinstance(event, Noted))
        assert isinstance(note, Noted)
        assert note.text.id == "run.unguarded"
        assert not leftovers(program.tags)


def test_nothing_is_left_when_every_guard_is_killed() -> None:
    """The program itself ends it."""
    with _in_a_storm(4.0) as program, _killing_guards(program):
        program.wait_for(lambda event: isinstance(event, Noted))
        assert not leftovers(program.tags)


@contextmanager
def _killing_guards(program: Program) -> Iterator[None]:
    """Kills every guard of the program as soon as it is there."""
    over = threading.Event()

    def kill_all() -> None:
        while not over.wait(0.02):
            with suppress(psutil.Error, StopIteration):
                _guard(program).kill()

    killing = threading.Thread(target=kill_all)
    killing.start()
    try:
        yield
    finally:
        over.set()
        killing.join()


def test_the_next_check_works_after_a_storm() -> None:
    """What the storm took of the computer is given back."""
    with Program() as program:
        report = program.run(target_of(storms.leaves_a_storm_of_32))
        assert report.account.left == ()
        verify_next(program)
