"""What runs beside what, and in which order: by property, and with real processes."""

import asyncio
import os
import sys
import time
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskready.core.audit.event import Ended, Event, Queued, Started
from deskready.core.audit.outcome import Failure, Outcome
from deskready.core.declare.use import Use
from deskready.engine.run.job import Emit, Job
from deskready.engine.schedule import AT_ONCE, Schedule, fits
from deskready.testing.replay import ReplayExecutor
from helpers import engine_checks as checks
from helpers.engine import Stage, info_of, job
from helpers.runs import ended

USES = st.frozensets(st.sampled_from(Use))
EXCLUSIVE = frozenset(Use) - {Use.CPU, Use.MACHINE}
NOTHING: frozenset[Use] = frozenset()


def jobs(*uses: frozenset[Use]) -> list[Job]:
    return [job(info_of(checks.Sleeps, f"trial.s{n}", use), seconds=0.4) for n, use in enumerate(uses)]


@given(USES, st.lists(USES, max_size=10), st.integers(1, 64))
def test_never_more_than_eight(uses: frozenset[Use], running: list[frozenset[Use]], cores: int) -> None:
    if len(running) >= AT_ONCE:
        assert not fits(uses, running, cores)


@given(USES, st.lists(USES, min_size=1, max_size=7), st.integers(1, 64))
def test_the_machine_at_rest_is_alone(uses: frozenset[Use], running: list[frozenset[Use]], cores: int) -> None:
    assert not fits(uses | {Use.MACHINE}, running, cores)
    assert not fits(uses, [*running, frozenset({Use.MACHINE})], cores)


@given(USES, st.lists(USES, max_size=7), st.integers(1, 64))
def test_nothing_exclusive_is_shared(uses: frozenset[Use], running: list[frozenset[Use]], cores: int) -> None:
    if fits(uses, running, cores):
        assert not any(uses & other & EXCLUSIVE for other in running)


@given(USES, st.lists(USES, max_size=7), st.integers(1, 64))
def test_a_core_is_left_for_the_program(uses: frozenset[Use], running: list[frozenset[Use]], cores: int) -> None:
    if fits(uses | {Use.CPU}, running, cores):
        assert sum(Use.CPU in other for other in running) + 1 <= max(1, cores - 1)


@given(st.lists(USES, max_size=7), st.integers(1, 64))
def test_what_needs_nothing_runs_beside_all_but_the_machine(running: list[frozenset[Use]], cores: int) -> None:
    assert fits(NOTHING, running, cores) == (not any(Use.MACHINE in other for other in running))


@given(USES, st.integers(1, 64))
def test_anything_may_run_alone(uses: frozenset[Use], cores: int) -> None:
    assert fits(uses, [], cores)


@given(USES, st.lists(USES, max_size=7), st.data(), st.integers(1, 64))
def test_fewer_neighbours_never_hinder(
    uses: frozenset[Use], running: list[frozenset[Use]], data: st.DataObject, cores: int
) -> None:
    fewer = [other for other in running if data.draw(st.booleans())]
    assert not fits(uses, running, cores) or fits(uses, fewer, cores)


def overlap(stage: Stage, one: str, other: str) -> bool:
    """Whether two checks ran at the same time."""
    return max(stage.moment(one, Started), stage.moment(other, Started)) < min(
        stage.moment(one, Ended), stage.moment(other, Ended)
    )


async def test_checks_that_share_nothing_overlap() -> None:
    async with Stage() as stage:
        begun = time.monotonic()
        await stage.run(*jobs(frozenset({Use.NETWORK}), frozenset({Use.ROOM}), NOTHING))
        assert overlap(stage, "trial.s0", "trial.s1")
        assert overlap(stage, "trial.s1", "trial.s2")
        assert time.monotonic() - begun < 3 * 0.4 + 1.5


async def test_checks_that_share_wait() -> None:
    async with Stage() as stage:
        await stage.run(*jobs(frozenset({Use.NETWORK}), frozenset({Use.NETWORK}), frozenset({Use.ROOM})))
        assert not overlap(stage, "trial.s0", "trial.s1")
        assert overlap(stage, "trial.s0", "trial.s2")


async def test_the_machine_runs_first_and_alone() -> None:
    async with Stage() as stage:
        await stage.run(*jobs(NOTHING, frozenset({Use.NETWORK}), frozenset({Use.MACHINE})))
        assert stage.order(Started)[0] == "trial.s2"
        assert stage.order(Ended)[0] == "trial.s2"
        assert not any(overlap(stage, "trial.s2", other) for other in ("trial.s0", "trial.s1"))


async def test_processor_users_leave_a_core() -> None:
    async with Stage(cores=3) as stage:
        await stage.run(*jobs(*[frozenset({Use.CPU})] * 4))
        running = peak = 0
        for _, _, event in stage.told:
            running += isinstance(event, Started) - isinstance(event, Ended)
            peak = max(peak, running)
        assert peak <= 2


class Replayed:
    """A schedule over replayed runs, for what takes no process."""

    def __init__(self, scripts: dict[str, Sequence[Event | float]] | None = None) -> None:
        self.told: list[tuple[str, Event]] = []
        self.executor = ReplayExecutor(scripts or {})
        self.schedule = Schedule(self.executor, lambda name, event: self.told.append((name, event)), cores=64)

    def count(self, kind: type[Event]) -> int:
        return sum(isinstance(event, kind) for _, event in self.told)


async def settle() -> None:
    """Lets every task that is ready go as far as it can."""
    for _ in range(20):
        await asyncio.sleep(0)


async def test_at_most_eight_run() -> None:
    replayed = Replayed()
    replayed.schedule.submit(jobs(*[NOTHING] * 12))
    await settle()
    assert len(replayed.executor.runs) == AT_ONCE
    replayed.schedule.cancel("trial.s0")
    await settle()
    assert len(replayed.executor.runs) == AT_ONCE + 1
    await replayed.schedule.close()


async def test_a_check_that_runs_or_waits_is_not_queued_again() -> None:
    replayed = Replayed()
    queue = jobs(frozenset({Use.ROOM}), frozenset({Use.ROOM}))
    replayed.schedule.submit(queue)
    await settle()
    replayed.schedule.submit(queue)
    await settle()
    assert replayed.count(Queued) == 2
    assert len(replayed.executor.runs) == 1
    await replayed.schedule.close()


async def test_a_queued_check_is_cancelled_without_ever_running() -> None:
    replayed = Replayed()
    replayed.schedule.submit(jobs(frozenset({Use.ROOM}), frozenset({Use.ROOM})))
    await settle()
    replayed.schedule.cancel("trial.s1")
    assert replayed.told[-1][0] == "trial.s1"
    replayed.schedule.cancel("trial.s0")
    await replayed.schedule.idle()
    assert len(replayed.executor.runs) == 1
    ends = [event.run.outcome for _, event in replayed.told if isinstance(event, Ended)]
    assert ends == [Outcome.CANCELLED, Outcome.CANCELLED]


async def test_cancel_all_starts_nothing_new() -> None:
    replayed = Replayed()
    running, blocking, waiting = jobs(NOTHING, frozenset({Use.MACHINE}), NOTHING)
    replayed.schedule.submit([running])
    await settle()
    replayed.schedule.submit([blocking, waiting])
    await settle()
    replayed.schedule.cancel_all()
    await replayed.schedule.idle()
    assert len(replayed.executor.runs) == 1
    assert replayed.count(Ended) == 3


async def test_a_rerun_asked_for_at_the_end_is_not_lost() -> None:
    replayed = Replayed({"trial.s0": [ended(Outcome.MEASURED)]})
    (again,) = jobs(NOTHING)
    runs = 0

    def listen(_name: str, event: Event) -> None:
        nonlocal runs
        if isinstance(event, Ended):
            runs += 1
            if runs < 3:
                replayed.schedule.submit([again])

    replayed.schedule = Schedule(replayed.executor, listen)
    replayed.schedule.submit([again])
    await replayed.schedule.idle()
    assert runs == 3


class Unable:
    """An executor that can start nothing."""

    async def start(self, job: Job, emit: Emit) -> "ReplayExecutor":
        raise BlockingIOError(11, "Resource temporarily unavailable")

    async def close(self) -> None:
        """Nothing to let go of."""


async def test_no_more_processes_is_a_failed_check_and_not_a_crash() -> None:
    told: list[Event] = []
    schedule = Schedule(Unable(), lambda _name, event: told.append(event))  # type: ignore[arg-type]
    schedule.submit(jobs(NOTHING))
    await schedule.idle()
    end = told[-1]
    assert isinstance(end, Ended)
    assert (end.run.outcome, end.run.failure) == (Outcome.FAILED, Failure.CRASH)
    assert end.run.remedy
    await schedule.close()


@pytest.mark.skipif(sys.platform == "win32" or not hasattr(os, "fork"), reason="needs signals by design")
async def test_timeouts_of_many_runs_do_not_wait_for_each_other() -> None:
    async with Stage() as stage:
        queue = [job(info_of(checks.Defies, f"trial.d{n}"), limit=0.5) for n in range(4)]
        await stage.run(*queue)
        ends = [event for _, _, event in stage.told if isinstance(event, Ended)]
        assert {end.run.failure for end in ends} == {Failure.TIMEOUT}
        begun = min(stage.moment(name, Started) for name in stage.order(Started))
        assert stage.told[-1][0] - begun < 4.0
