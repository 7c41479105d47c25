"""Replayed runs behave like real ones, as far as anything above the engine can tell."""

import asyncio

from deskready.core.audit.event import Answered, Asked, Ended, Event, Progress
from deskready.core.audit.outcome import Outcome
from deskready.core.declare.check import Question
from deskready.testing.replay import ReplayExecutor
from helpers import engine_checks as checks
from helpers.engine import info_of, job
from helpers.runs import ended

JOB = job(info_of(checks.Quick))


async def test_a_script_is_told_in_order() -> None:
    told: list[Event] = []
    script = (Progress(0.5), 0.01, ended(Outcome.MEASURED))
    run = await ReplayExecutor({"trial.quick": script}).start(JOB, told.append)
    await run.wait()
    assert told == [script[0], script[2]]


async def test_without_an_end_it_goes_on_until_cancelled() -> None:
    told: list[Event] = []
    run = await ReplayExecutor({}).start(JOB, told.append)
    waiting = asyncio.create_task(run.wait())
    await asyncio.sleep(0.02)
    assert not waiting.done()
    run.cancel()
    await waiting
    assert [type(event) for event in told] == [Ended]


async def test_a_question_waits_for_its_answer() -> None:
    told: list[Event] = []
    script = (Asked(Question("why", "Why?")), ended(Outcome.MEASURED))
    executor = ReplayExecutor({"trial.quick": script})
    run = await executor.start(JOB, told.append)
    waiting = asyncio.create_task(run.wait())
    await asyncio.sleep(0.02)
    assert not waiting.done()
    run.answer("because")
    await waiting
    assert executor.runs[0].answers == ["because"]
    assert told == [script[0], Answered(), script[1]]


async def test_conclude_is_noted() -> None:
    executor = ReplayExecutor({})
    run = await executor.start(JOB, lambda _event: None)
    run.conclude()
    assert executor.runs[0].concluded
    await executor.close()
