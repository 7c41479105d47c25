"""Whose turn it is among tests that run at the same time: most run beside others, a `quiet` one alone."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

GATE, FLOOR = Path(__file__), Path(__file__).parent / "__init__.py"
"""Two files of this copy of the project, whose locks its test runs share; nothing is written to them."""


@contextlib.contextmanager
def turn(*, alone: bool) -> Iterator[None]:
    """Waits until this test may run, and keeps others waiting where it is to run alone.

    Whoever waits for the floor keeps the gate shut, so that those who share it do not slip in for ever.
    """
    try:
        from fcntl import LOCK_EX, LOCK_SH, LOCK_UN, flock
    except ImportError:  # Windows, where no test asks to be alone
        yield
        return
    with GATE.open("rb") as gate, FLOOR.open("rb") as floor:
        flock(gate, LOCK_EX)
        flock(floor, LOCK_EX if alone else LOCK_SH)
        flock(gate, LOCK_UN)
        try:
            yield
        finally:
            flock(floor, LOCK_UN)  # closing it would not do: a child that was forked meanwhile has it open, too
