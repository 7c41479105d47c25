"""`deskready audit`: an audit from its first check to its result, without a screen and without questions."""

import asyncio

from deskready.cli import interrupt
from deskready.cli.commands.audit.answers import answering
from deskready.cli.commands.audit.plan import Plan, prepare
from deskready.cli.commands.audit.request import Request
from deskready.cli.headless import attend
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
    executor = answering(ChildExecutor(), plan.answers)
    session = Session(
        plan.catalogue, plan.state, executor, progress.hear, Tool("deskready", __version__), plan.machine, keeper
    )
    session.choices |= plan.choices
    session.agreements |= plan.agreements

    def begin() -> None:
        session.run(plan.checks, asked_for=plan.asked_for)  # first: it refuses options before anything is kept
        for left in plan.left_out:
            session.skip([left.info], left.reason, left.remedy)

    asked = await attend(session, progress, begin)
    return session.record(), asked


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
