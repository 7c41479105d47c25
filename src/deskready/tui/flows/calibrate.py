"""Runs the check that options of others are learned from, and stores what it has taught: a calibration."""

import asyncio

from textual.app import App

from deskready.core.audit.outcome import Outcome
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
_USED = text("calibrated.used", "What is measured from now on uses it.")


def teacher(conductor: Conductor) -> CheckInfo | None:
    """The check that calibrates, where it is installed and a check of this audit learns from it."""
    return learned.teacher_of(conductor.state.checks, conductor.session.catalogue.checks)


async def calibrate(app: App[None], page: AuditScreen, conductor: Conductor) -> None:
    """Takes the check that calibrates up into the audit, and runs it. Runs in a worker."""
    info = teacher(conductor)
    if info is None:
        return
    conductor.state.add([info])
    await page.take_up()
    await begin(app, conductor, [info], asked_for=True)


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
