"""Every hostile check in the real engine: `pytest --pyargs deskready.testing`."""

from collections.abc import Iterator

import pytest

from deskready.testing.conformance import CASES, can_run, name_of, verify
from deskready.testing.harness import Program
from deskready.testing.hostile.base import Hostile


@pytest.fixture(scope="module")
def programs() -> Iterator[list[Program]]:
    """The program that all cases share, so that each also shows what the ones before it left intact."""
    running: list[Program] = []
    yield running
    for program in running:
        with program:
            assert program.close() == 0


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_engine_survives(case: type[Hostile], programs: list[Program]) -> None:
    """The program lives, the outcome is right, the next check works, nothing is left and nothing is on the screen."""
    if not can_run(case):
        pytest.skip("needs a POSIX system by design")
    if not (programs and programs[-1].alive):
        programs[:] = [Program()]
    verify(programs[-1], case)
