"""`deskready audit`: an audit from its first check to its result, without a screen and without questions."""

import asyncio
import contextlib
from collections.abc import Awaitable
from typing import Any

from deskready.cli import interrupt
from deskready.cli.commands.audit.answers import AnsweringExecutor
from deskready.cli.commands.audit.plan import Plan, prepare
from deskready.cli.commands.audit.request import Request
from deskready.cli.narration import complain, narrator, tell
from deskready.cli.progress import Progress
from deskready.cli.result import hand_over
from deskready.core.audit.outcome import Outcome
from deskready.core.audit.record import Audit, Tool
from deskready.core.errors import DeskreadyError
from deskready.core.words.message import message, sentences, text
from deskready.core.words.text import typed
from deskready.desk.keeping import AuditKeeper, is_finished
from deskready.desk.session import Session
from deskready.engine.run.executor import ChildExecutor

_INTERRUPTED = text("audit.interrupted", "Interrupted.")
_KEPT = message("audit.kept", "Interrupted. What was measured is kept: {command} offers to go on with it.")(
    command=typed("`deskready`")
)


def run(request: Request) -> int:
    """Measures, keeps the record, hands over the result, and ends by its readiness.

    Raises:
        UsageError: An argument, a file or a profile cannot be used. Nothing has been measured then.
        KeyboardInterrupt: It was interrupted; what had been measured is kept, or it is said that it is not.
    """
    interrupt.heed()
    plan = prepare(request)
    for trouble in plan.troubles:
        complain(trouble)
    keeper = AuditKeeper()
    audit, interrupted = asyncio.run(_measure(plan, keeper))
    _keep(keeper, audit, interrupted)
    if interrupted:
        raise KeyboardInterrupt
    return hand_over(audit, plan.format, plan.targets, force=request.force, include_identity=request.include_identity)


async def _measure(plan: Plan, keeper: AuditKeeper) -> tuple[Audit, bool]:
    """Runs the checks. Returns the record, and whether somebody asked to stop."""
    from deskready import __version__

    progress = Progress(narrator, plan.state)
    executor = AnsweringExecutor(ChildExecutor(), plan.answers)
    session = Session(
        plan.catalogue, plan.state, executor, progress.hear, Tool("deskready", __version__), plan.machine, keeper
    )
    session.choices |= plan.choices
    session.agreements |= plan.agreements
    stop = _Stop()
    asyncio.get_running_loop().set_exception_handler(stop.on_error)
    with interrupt.on_interrupt(stop.ask):
        painting = asyncio.create_task(progress.paint())
        try:
            session.run(plan.checks, asked_for=plan.asked_for)  # first: it refuses options before anything is kept
            for left in plan.left_out:
                session.skip([left.info], left.reason, left.remedy)
            await stop.unless(session.idle())
        finally:
            await session.close()
            painting.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await painting
    if stop.error is not None:
        raise stop.error
    return session.record(), stop.asked


class _Stop:
    """What ends an audit early.

    Attributes:
        asked: Whether somebody asked to stop.
        error: An error of the program itself, in a callback where nobody else would notice it.
    """

    def __init__(self) -> None:
        self.asked = False
        self.error: BaseException | None = None
        self._event = asyncio.Event()

    def ask(self) -> None:
        """Somebody asks to stop."""
        self.asked = True
        self._event.set()

    def on_error(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """Takes the place of asyncio's own handler, which would print a traceback and go on."""
        self.error = self.error or context.get("exception")
        if self.error is not None:
            self._event.set()

    async def unless(self, awaited: Awaitable[None]) -> None:
        """Waits for something, but not once there is a reason to stop."""
        waiting = {asyncio.ensure_future(awaited), asyncio.ensure_future(self._event.wait())}
        _, left = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)


def _keep(keeper: AuditKeeper, audit: Audit, interrupted: bool) -> None:
    """Files the record; one that was broken off stays where the full-screen program finds it.

    What cannot be kept is told, with what becomes of what was measured.
    """
    try:
        (keeper.close if interrupted else keeper.file)(audit)
    except DeskreadyError as error:
        complain(sentences(_INTERRUPTED, error.said) if interrupted else error.said)
        return
    if interrupted:
        measured = any(check.outcome is Outcome.MEASURED for check in audit.checks)
        tell(_KEPT if measured and not is_finished(audit) else _INTERRUPTED)
