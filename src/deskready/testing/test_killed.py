"""The program itself is killed while a check misbehaves: soon nothing of either is left."""

import os
import sys

import psutil
import pytest

from deskready.core.audit.event import Event, Sample, Started
from deskready.testing.conformance import target_of
from deskready.testing.harness import Program
from deskready.testing.hostile import children, hangs
from deskready.testing.hostile.base import LEFT, Hostile
from deskready.testing.leftovers import leftovers, wait_for

_SECONDS = 5.0
"""Five times the second that it may take, for a machine that does other things, too."""
_CASES = (
    hangs.spins,
    hangs.holds_the_gil,
    hangs.ignores_every_signal_in_c,
    hangs.stops_itself,
    children.leaves_a_daemon_and_spins,
    children.leaves_a_daemon_and_holds_the_gil,
)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs signals and sessions by design")


def _left(event: Event) -> bool:
    return isinstance(event, Sample) and event.series == LEFT


@pytest.mark.parametrize("case", _CASES, ids=lambda case: case.__name__)
def test_nothing_outlives_the_program(case: type[Hostile]) -> None:
    """Neither the check, nor what it left behind, nor the engine's own helpers."""
    with Program() as program:
        program.order([target_of(case)], seconds=60.0)
        program.wait_for(lambda event: isinstance(event, Started))
        left = program.wait_for(_left, case.fate.left)
        told = {int(event.v) for event in left if isinstance(event, Sample)}
        ours = psutil.Process(program.process.pid).children(recursive=True)
        pids = told | {process.pid for process in ours}
        assert len(ours) >= 2, "The check and the guard have to be there for this to mean anything."
        os.kill(program.process.pid, 9)
        program.process.wait()
        wait_for(lambda: not leftovers(program.tags, pids), _SECONDS)


def test_nothing_outlives_a_program_that_has_hardly_begun() -> None:
    """The check's process has started and not yet got as far as the check."""
    with Program() as program:
        program.order([target_of(hangs.spins)], seconds=60.0)
        program.wait_for_run()
        ours = {process.pid for process in psutil.Process(program.process.pid).children(recursive=True)}
        os.kill(program.process.pid, 9)
        program.process.wait()
        wait_for(lambda: not leftovers(program.tags, ours), _SECONDS)
