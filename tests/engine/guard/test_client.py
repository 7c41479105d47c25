"""The guard and its client: what is watched, swept, and what happens when the guard itself is gone."""

import asyncio
import contextlib
import os
import subprocess
import sys
import uuid
from collections.abc import AsyncIterator, Iterator

import psutil
import pytest
import pytest_asyncio

from deskready.core.audit.audit import AuditState
from deskready.core.audit.event import Progress
from deskready.core.audit.outcome import Failure, Outcome
from deskready.engine.guard.aftermath import Aftermath
from deskready.engine.guard.client import GuardClient
from deskready.engine.guard.protocol import Watch
from deskready.engine.tag import TAG_VARIABLE
from deskready.testing import polite
from deskready.testing.conformance import target_of, verify
from deskready.testing.harness import Program
from deskready.testing.hostile import children
from deskready.testing.leftovers import wait_for
from helpers import engine_checks as checks
from helpers.engine import Stage, info_of, job
from helpers.samples import PROFILE

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs signals by design")
SLEEP = "import time; time.sleep(600)"


@pytest_asyncio.fixture
async def client() -> AsyncIterator[GuardClient]:
    client = GuardClient()
    yield client
    await client.close()


def guards(of: int | None = None) -> list[psutil.Process]:
    """The guards of a process, else of this one."""
    found = psutil.Process(of or os.getpid()).children()
    return [
        child
        for child in found
        if child.status() != psutil.STATUS_ZOMBIE and "deskready.engine.guard.guard" in child.cmdline()
    ]


async def the_guard() -> psutil.Process:
    """This process's only guard; its command line shows a little after it has started."""
    await asyncio.to_thread(wait_for, lambda: len(guards()) == 1, 10)
    return guards()[0]


@contextlib.contextmanager
def start(run: str) -> "Iterator[subprocess.Popen[bytes]]":
    """A process of a run, which ends with the test whatever becomes of it."""
    environment = os.environ | {TAG_VARIABLE: run}
    with subprocess.Popen([sys.executable, "-c", SLEEP], env=environment, start_new_session=True) as process:
        try:
            yield process
        finally:
            process.kill()


async def test_a_sweep_ends_everything_of_its_run_only(client: GuardClient) -> None:
    mine, other = uuid.uuid4().hex, uuid.uuid4().hex
    with start(mine) as first, start(mine) as second, start(other) as third:
        await client.watch(Watch(mine, first.pid, 2**40), lambda _resident: None)
        await client.sweep(mine)
        assert (first.wait(5), second.wait(5)) == (-9, -9)
        assert third.poll() is None


async def test_closing_it_ends_what_is_still_watched() -> None:
    client, run = GuardClient(), uuid.uuid4().hex
    with start(run) as root:
        await client.watch(Watch(run, root.pid, 2**40), lambda _resident: None)
        await the_guard()
        await client.close()
        assert root.wait(5) == -9
        assert guards() == []


async def test_too_much_memory_is_told_once(client: GuardClient) -> None:
    run = uuid.uuid4().hex
    told: asyncio.Queue[int] = asyncio.Queue()
    with start(run) as root:
        await client.watch(Watch(run, root.pid, 1000), told.put_nowait)
        assert await asyncio.wait_for(told.get(), 10) > 1000
        await asyncio.sleep(0.3)
        assert told.empty()
        await client.sweep(run)


async def test_a_guard_that_died_is_replaced_and_knows_the_runs(client: GuardClient) -> None:
    run = uuid.uuid4().hex
    with start(run) as root:
        await client.watch(Watch(run, root.pid, 2**40), lambda _resident: None)
        guard = await the_guard()
        guard.kill()
        await asyncio.to_thread(wait_for, lambda: guards() not in ([], [guard]), 10)
        await client.close()
        assert root.wait(5) == -9, "the new guard was told of the run that went on"


async def test_a_sweep_survives_the_death_of_the_guard(client: GuardClient) -> None:
    run = uuid.uuid4().hex
    with start(run) as root:
        await client.watch(Watch(run, root.pid, 2**40), lambda _resident: None)
        guard = await the_guard()
        guard.suspend()
        sweeping = asyncio.create_task(client.sweep(run))
        await asyncio.sleep(0.1)
        guard.kill()
        await sweeping
        assert root.wait(5) == -9


async def test_a_guard_that_cannot_live_is_not_tried_for_ever(
    client: GuardClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    started = 0
    spawn = asyncio.get_running_loop().subprocess_exec

    async def count(*arguments: object, **options: object) -> object:
        nonlocal started
        started += 1
        return await spawn(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(asyncio.get_running_loop(), "subprocess_exec", count)
    await client.watch(Watch(uuid.uuid4().hex, 2**22 + 1, 2**40), lambda _resident: None)
    for _ in range(15):
        before = started
        await asyncio.sleep(1.0)
        if started == before:
            break
    assert 1 < started < 10


async def test_a_run_ends_well_although_its_guard_dies() -> None:
    async with Stage() as stage:
        stage.schedule.submit([job(info_of(checks.Concludes))])
        await stage.under_way("trial.concludes")
        (await the_guard()).kill()
        stage.schedule.conclude("trial.concludes")
        assert (await stage.ended("trial.concludes")).outcome is Outcome.MEASURED
        await stage.schedule.idle()
        assert isinstance(stage.events("trial.concludes")[2], Progress)


def test_after_the_guard_died_the_next_runs_are_guarded_again() -> None:
    with Program() as program:
        program.run(polite.TARGET)
        for guard in guards(program.process.pid):
            guard.kill()
            guard.wait(5)
        verify(program, children.leaves_a_daemon)
        end = program.run(target_of(children.has_a_session_eat_memory)).ended(
            target_of(children.has_a_session_eat_memory)
        )
        assert end.failure is Failure.MEMORY


async def test_what_a_sweep_could_not_end_is_told_in_the_result(monkeypatch: pytest.MonkeyPatch) -> None:
    async def swept(_guard: GuardClient, _run: str) -> Aftermath:
        return Aftermath(unguarded=True, left=(41, 42))

    monkeypatch.setattr(GuardClient, "sweep", swept)
    async with Stage() as stage:
        state = AuditState([info_of(checks.Concludes)], PROFILE)
        stage.schedule.submit([job(info_of(checks.Concludes))])
        await stage.under_way("trial.concludes")
        stage.schedule.conclude("trial.concludes")
        await stage.schedule.idle()
        for event in stage.events("trial.concludes"):
            state.apply("trial.concludes", event)
    last = state.snapshot("trial.concludes").last
    assert [note.id for note in last.notes] == ["run.unguarded", "run.left"]
    assert last.outcome is Outcome.MEASURED
