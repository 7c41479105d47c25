"""The conformance cases: every hostile check, and what the engine and the next check have to make of it.

An author of checks runs them with their own check as the next one:

    @pytest.mark.parametrize("case", CASES, ids=name_of)
    def test_mine_is_not_disturbed(case):
        with Program() as program:
            verify(program, case, "my_checks.desk:Desk")
"""

import importlib
import pkgutil
import sys
from collections.abc import Iterator

from deskready.core.audit.outcome import Failure, Outcome
from deskready.core.clean import LOG_LIMIT
from deskready.core.declare.check import Check
from deskready.testing import hostile, polite
from deskready.testing.harness import Program, Report
from deskready.testing.hostile.base import LEFT, Fate, Hostile
from deskready.testing.program import MARK

_KEYS = b"k"


def _hostile_checks() -> Iterator[type[Hostile]]:
    for module in pkgutil.iter_modules(hostile.__path__, f"{hostile.__name__}."):
        found = vars(importlib.import_module(module.name)).values()
        yield from (
            check
            for check in found
            if isinstance(check, type)
            and issubclass(check, Hostile)
            and check is not Hostile
            and check.__module__ == module.name
        )


CASES: tuple[type[Hostile], ...] = tuple(_hostile_checks())
"""Every hostile check."""


def name_of(case: type[Hostile]) -> str:
    """A case's name."""
    return case.__name__


def target_of(check: type[Check]) -> str:
    """What a worker loads to run a check."""
    return f"{check.__module__}:{check.__name__}"


def can_run(case: type[Hostile]) -> bool:
    """Whether this system has what a case needs."""
    return not (case.fate.posix and sys.platform == "win32")


def verify(program: Program, case: type[Hostile], next_target: str = polite.TARGET) -> None:
    """Runs a hostile check and then another in a real program.

    Raises:
        AssertionError: The program died, an outcome is wrong, a process or a zombie is left, a byte that is not the
            program's own appeared on the terminal, a harmful text came through, or a key was stolen.
    """
    target = target_of(case)
    program.terminal.type(_KEYS)
    report = program.run(target)
    fate, end = case.fate, report.ended(target)
    assert (end.outcome, end.failure) == (fate.outcome, _expected(fate, end.failure)), end
    assert fate.log in end.log, f"{fate.log!r} is not in the log: {end.log}"
    assert len(end.log) <= LOG_LIMIT
    told = [event for event in report.events[target] if getattr(event, "series", "") == LEFT]
    assert len(told) == fate.left, f"The case itself does not work: {end.log}"
    assert report.account.typed == _KEYS, f"keys that arrived: {report.account.typed!r}"
    verify_account(report)
    verify_next(program, next_target)


def verify_account(report: Report) -> None:
    """What holds after every run, however it ended.

    Raises:
        AssertionError: A process or a zombie is left, a harmful text came through, or a foreign byte is on the screen.
    """
    account = report.account
    assert not account.left, f"left running: {account.left}"
    assert not account.zombies, f"zombies: {account.zombies}"
    assert not account.harmful, f"harmful texts: {account.harmful}"
    assert report.printed == MARK, f"foreign bytes on the terminal: {report.printed!r}"


def verify_next(program: Program, target: str = polite.TARGET) -> None:
    """Runs a check that behaves in the same program.

    Raises:
        AssertionError: It was disturbed.
    """
    report = program.run(target)
    end = report.ended(target)
    assert end.outcome in (Outcome.MEASURED, Outcome.UNAVAILABLE), end
    assert program.alive


def _expected(fate: Fate, found: Failure | None) -> Failure | None:
    """The failure that has to be found; where any will do, there has to be one."""
    if fate.outcome is Outcome.FAILED and fate.failure is None:
        assert found is not None
        return found
    return fate.failure
