"""Runs checks, after asking for what has not been allowed yet."""

from collections.abc import Iterable

from textual.app import App

from deskready.core.audit.outcome import Outcome
from deskready.core.declare.check_info import CheckInfo
from deskready.core.errors import DeskreadyError
from deskready.desk import learned
from deskready.tui.conductor import Conductor
from deskready.tui.flows import permissions
from deskready.tui.flows.tell import tell
from deskready.tui.view.marks import passed

_REDO = (Outcome.NOT_RUN, Outcome.CANCELLED)
"""Outcomes after which a resumed audit runs a check."""


async def begin(app: App[None], conductor: Conductor, infos: Iterable[CheckInfo], *, asked_for: bool = False) -> None:
    """Runs checks. Runs in a worker.

    Args:
        app: Where questions are asked.
        conductor: The audit.
        infos: The checks.
        asked_for: Whether the person chose them one by one.
    """
    try:
        async with conductor.beginning:  # a key pressed twice asks once
            allowed = await permissions.allowed(app, conductor.session, infos)
        conductor.run(allowed, asked_for=asked_for)
    except DeskreadyError as error:
        tell(app, error)


def to_run(conductor: Conductor) -> list[CheckInfo]:
    """Every check of the audit, but one that is there to teach others: nobody runs it beside them."""
    installed = conductor.session.catalogue.checks
    return [info for info in conductor.state.checks if info.default or not learned.learning(info, installed)]


def to_redo(conductor: Conductor) -> list[CheckInfo]:
    """The checks that did not pass."""
    return [info for info in conductor.state.checks if not passed(conductor.snapshot(info.id))]


def to_resume(conductor: Conductor) -> list[CheckInfo]:
    """The checks of a broken-off audit that have yet to be run."""
    return [info for info in conductor.state.checks if conductor.state.outcome(info.id) in _REDO]
