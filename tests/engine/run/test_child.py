"""One run in a real child process: cancelling, questions, limits and what is kept."""

import asyncio
import statistics
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from deskready.core.audit.event import Asked, Ended, Measured, Queued, Sample
from deskready.core.audit.outcome import Failure, Outcome
from deskready.core.declare.check import Check
from deskready.engine.run.limits import Limits
from helpers import engine_checks as checks
from helpers.engine import Stage, info_of, job

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs signals by design")

CANCEL_SECONDS = 0.2
"""What a person notices as at once."""
LENIENCE = 5
"""Tests run on busy machines."""


@pytest_asyncio.fixture
async def stage() -> AsyncIterator[Stage]:
    async with Stage() as stage:
        yield stage


@pytest.mark.parametrize("check", [checks.Cooperates, checks.Spins, checks.Defies, checks.NeverLetsGo])
async def test_cancel_is_quick(check: type[Check], stage: Stage) -> None:
    took = []
    for round_ in range(1, 4):
        stage.told.clear()
        stage.schedule.submit([job(info_of(check))])
        await stage.under_way(check.id)
        begun = time.monotonic()
        stage.schedule.cancel(check.id)
        end = await stage.ended(check.id)
        took.append(time.monotonic() - begun)
        assert (end.outcome, end.failure) == (Outcome.CANCELLED, None), round_
        await stage.schedule.idle()
    assert statistics.median(took) < CANCEL_SECONDS * LENIENCE


async def test_cancelled_check_gets_its_chance_to_restore(stage: Stage, tmp_path: Path) -> None:
    left = tmp_path / "left"
    stage.schedule.submit([job(info_of(checks.Restores), file=str(left))])
    await stage.under_way("trial.restores")
    stage.schedule.cancel("trial.restores")
    await stage.ended("trial.restores")
    assert left.read_text() == "restored"


async def test_cancel_of_a_child_that_just_starts(stage: Stage) -> None:
    for _ in range(3):
        stage.told.clear()
        stage.schedule.submit([job(info_of(checks.Spins))])
        await stage.until(lambda _, event: isinstance(event, Queued))
        stage.schedule.cancel("trial.spins")
        end = await stage.ended("trial.spins")
        await stage.schedule.idle()
        assert end.outcome is Outcome.CANCELLED
        assert "Traceback" not in end.log
    assert (await stage.run(job(info_of(checks.Quick)))).outcome is Outcome.MEASURED


async def test_cancel_twice_ends_once(stage: Stage) -> None:
    stage.schedule.submit([job(info_of(checks.Spins))])
    await stage.under_way("trial.spins")
    stage.schedule.cancel("trial.spins")
    stage.schedule.cancel("trial.spins")
    await stage.schedule.idle()
    assert sum(isinstance(event, Ended) for event in stage.events("trial.spins")) == 1


async def test_close_with_eight_hostile_runs_is_quick() -> None:
    stage = Stage()
    infos = [info_of(check, f"trial.h{n}") for n, check in enumerate([checks.Spins, checks.Defies] * 4)]
    stage.schedule.submit(job(info) for info in infos)
    await stage.under_way(*(info.id for info in infos))
    begun = time.monotonic()
    await stage.schedule.close()
    assert time.monotonic() - begun < 1.0 * LENIENCE
    assert sorted(stage.order(Ended)) == sorted(info.id for info in infos)


async def test_a_question_stops_the_clock_and_gets_its_answer(stage: Stage) -> None:
    stage.schedule.submit([job(info_of(checks.Asks), limit=1.0)])
    for number, answer in ((1, "a"), (2, "something else")):
        await stage.until(lambda _, event: isinstance(event, Asked), number)
        await asyncio.sleep(1.2)  # longer than the check's limit
        stage.schedule.answer("trial.asks", answer)
    end = await stage.ended("trial.asks")
    assert end.outcome is Outcome.MEASURED
    assert "first a" in end.log
    assert "second something else" in end.log
    assert "clock stood still: True" in end.log
    assert end.seconds < 1.0


async def test_an_answer_to_no_question_is_not_heard_later(stage: Stage) -> None:
    stage.schedule.submit([job(info_of(checks.Asks), patient=True)])
    await stage.under_way("trial.asks")
    stage.schedule.answer("trial.asks", "too early")
    stage.schedule.conclude("trial.asks")
    for number, answer in ((1, "a"), (2, "b")):
        await stage.until(lambda _, event: isinstance(event, Asked), number)
        stage.schedule.answer("trial.asks", answer)
        stage.schedule.answer("trial.asks", "too late")
    end = await stage.ended("trial.asks")
    assert "first a" in end.log
    assert "second b" in end.log


async def test_a_question_has_a_limit_of_its_own() -> None:
    async with Stage(limits=Limits(ask_seconds=0.3)) as stage:
        end = await stage.run(job(info_of(checks.Asks)))
        assert (end.outcome, end.failure) == (Outcome.FAILED, Failure.TIMEOUT)
        assert end.seconds < 0.3, "the time that a person takes is not the check's"


async def test_cancel_while_a_question_is_open(stage: Stage) -> None:
    stage.schedule.submit([job(info_of(checks.Asks))])
    await stage.until(lambda _, event: isinstance(event, Asked))
    begun = time.monotonic()
    stage.schedule.cancel("trial.asks")
    assert (await stage.ended("trial.asks")).outcome is Outcome.CANCELLED
    assert time.monotonic() - begun < CANCEL_SECONDS * LENIENCE


async def test_conclude_reaches_the_check(stage: Stage) -> None:
    stage.schedule.submit([job(info_of(checks.Concludes))])
    await stage.under_way("trial.concludes")
    stage.schedule.conclude("trial.concludes")
    assert (await stage.ended("trial.concludes")).outcome is Outcome.MEASURED


async def test_every_sample_and_every_measurement_is_kept(stage: Stage) -> None:
    end = await stage.run(job(info_of(checks.Samples)))
    assert end.outcome is Outcome.MEASURED
    events = stage.events("trial.samples")
    assert [event.v for event in events if isinstance(event, Sample)] == list(range(1500))
    assert [event.measurement.value for event in events if isinstance(event, Measured)] == list(range(200))


async def test_a_thousand_events_a_second_are_allowed(stage: Stage) -> None:
    end = await stage.run(job(info_of(checks.Paced)))
    assert end.outcome is Outcome.MEASURED, end


async def test_what_was_measured_before_a_timeout_is_told(stage: Stage) -> None:
    end = await stage.run(job(info_of(checks.HalfWay)))
    assert (end.outcome, end.failure) == (Outcome.FAILED, Failure.TIMEOUT)
    assert "engine_checks.py" in end.log, "the log shows where it hung"
    assert [event.measurement.value for event in stage.events("trial.half-way") if isinstance(event, Measured)] == [3]


async def test_a_check_that_cannot_be_started_is_one_failed_check(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    end = await stage.run(job(info_of(checks.Quick)))
    assert (end.outcome, end.failure) == (Outcome.FAILED, Failure.CRASH)
    assert "another process" in end.reason.words
    monkeypatch.undo()
    assert (await stage.run(job(info_of(checks.Quick)))).outcome is Outcome.MEASURED
