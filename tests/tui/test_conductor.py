"""What stands between screens and session: how far it is, while a person is asked too."""

import asyncio
import time

import pytest
from msgspec import structs

from deskready.core.audit.audit import AuditState
from deskready.core.audit.event import Asked, Progress, Started
from deskready.core.audit.outcome import Outcome
from deskready.core.audit.record import Machine
from deskready.core.declare.catalogue import Catalogue
from deskready.core.declare.check import Question
from deskready.testing.replay import ReplayExecutor
from deskready.tui.conductor import Conductor
from helpers.replayed import info
from helpers.runs import ended
from helpers.samples import PROFILE


async def test_what_is_left_stands_still_while_a_question_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    late = 0.0
    real = time.monotonic
    monkeypatch.setattr("time.monotonic", lambda: real() + late)
    asks = structs.replace(info("room.asks"), typical_seconds=60.0)
    script = (
        Started(60.0),
        Progress(0.5),
        Asked(Question("why", "Why?")),
        Progress(0.6),
        30.0,
        ended(Outcome.MEASURED),
    )
    executor = ReplayExecutor({asks.id: script})
    state = AuditState([asks], PROFILE)
    conductor = Conductor(Catalogue((asks,), ()), state, executor, Machine(), None)
    asked = asyncio.Event()
    conductor.on_asked = lambda _check, _asked: asked.set()
    conductor.run([asks])
    await asyncio.wait_for(asked.wait(), 10)
    before = conductor.head()
    late += 100
    during = conductor.head()
    assert before.left == pytest.approx(30, abs=0.5)
    assert (during.left, during.fraction) == (before.left, before.fraction)
    assert during.elapsed == pytest.approx(before.elapsed + 100, abs=1), "the time that passes is told as it is"
    conductor.session.answer(asks.id, "because")
    for _ in range(5):  # the script goes on in the event loop, and waits for nothing else
        await asyncio.sleep(0)
    assert state.snapshot(asks.id).fraction == 0.6
    late += 10
    after = conductor.head()
    assert after.left == pytest.approx(24 - 10, abs=0.5)
    assert after.fraction > during.fraction
    await conductor.close()
