"""Runs the check that options of others are learned from, and stores what it has taught: a calibration."""

import asyncio
from collections.abc import Sequence

from textual.app import App

from deskready.core.audit.outcome import Outcome
from deskready.core.declare.check import Question
from deskready.core.declare.check_info import CheckInfo
from deskready.core.errors import DeskreadyError
from deskready.core.words.message import sentences, text
from deskready.core.words.say import say
from deskready.desk import learned
from deskready.tui.conductor import Conductor
from deskready.tui.flows.run import begin
from deskready.tui.flows.tell import tell
from deskready.tui.screens.audit import AuditScreen

_CALIBRATED = text("calibrated.title", "Calibrated")
_CALIBRATE = text("calibrate-which.title", "Calibrate")
_WHICH = text("calibrate-which.question", "What do you want to calibrate?")
_LEAVES = text("calibrate-which.leaves", "Escape leaves it.")
_USED = text("calibrated.used", "What is measured from now on uses it.")


def teachers(conductor: Conductor, selected: str | None) -> list[CheckInfo]:
    """The installed checks that the selected one is or learns from; else those that any of this audit learns from."""
    state, installed = conductor.state, conductor.session.catalogue.checks
    found = learned.teachers_of(state.checks, installed)
    near = learned.teachers_of((info for info in state.checks if info.id == selected), installed)
    return [info for info in found if info.id == selected] or near or found


async def calibrate(app: App[None], page: AuditScreen, conductor: Conductor, selected: str | None) -> None:
    """Takes the check that calibrates up into the audit, and runs it. Runs in a worker."""
    info = await _chosen(app, teachers(conductor, selected))
    if info is None:
        return
    conductor.state.add([info])
    await page.take_up()
    await begin(app, conductor, [info], asked_for=True)


async def _chosen(app: App[None], found: Sequence[CheckInfo]) -> CheckInfo | None:
    """The one that the person means; None where it is none."""
    if len(found) < 2:
        return next(iter(found), None)
    from deskready.tui.screens.question import QuestionScreen

    named = {learned.name_of(info).words: info for info in found}
    choices = tuple(learned.name_of(info) for info in found)
    question = Question("calibrate", _WHICH, choices, permits=True)
    answer = await app.push_screen_wait(QuestionScreen(_CALIBRATE, question, leaves=_LEAVES))
    return named.get(answer or "")


def has_taught(conductor: Conductor, check_id: str) -> bool:
    """Whether a run that has just ended measured something that others learn."""
    state = conductor.snapshot(check_id)
    return state.outcome is Outcome.MEASURED and bool(learned.learning(state.info, conductor.session.catalogue.checks))


async def keep(app: App[None], conductor: Conductor, check_id: str) -> None:
    """Stores what a run that has just ended has taught: from now on checks use it. Runs in a worker."""
    state = conductor.snapshot(check_id)
    checks = conductor.session.catalogue.checks
    try:
        choices = await asyncio.to_thread(learned.remember, state.info, state.last.measurements, checks)
    except DeskreadyError as error:
        tell(app, error)
        return
    conductor.prefer(choices)
    if (found := learned.stored(choices, state.info, checks)) is not None:
        app.notify(say(sentences(found.promise, _USED)), title=say(_CALIBRATED), markup=False)
