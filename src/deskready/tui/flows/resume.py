"""Goes on with an audit that was interrupted."""

import asyncio
from collections.abc import Callable

from textual.app import App

from deskready.desk.keeping import interrupted
from deskready.engine.run.job import Executor
from deskready.tui.conductor import Conductor
from deskready.tui.flows.opening import Found, restored_audit


async def resumed(app: App[None], found: Found, make_executor: Callable[[], Executor]) -> Conductor | None:
    """The audit that was interrupted, where there is one and the person wants to go on with it. Runs in a worker."""
    left = await asyncio.to_thread(interrupted)
    if left is None or left.audit is None:
        return None
    from deskready.tui.screens.resume import ResumeScreen

    answer = await app.push_screen_wait(ResumeScreen(left.audit))
    if answer == "discard":
        await asyncio.to_thread(left.discard)
    return restored_audit(found, left.audit, make_executor()) if answer == "resume" else None
