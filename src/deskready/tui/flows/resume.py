"""Goes on with an audit that was interrupted."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.app import App

from deskready.engine.run.job import Executor
from deskready.tui.conductor import Conductor
from deskready.tui.flows.opening import Found, restored_audit

if TYPE_CHECKING:
    from deskready.store.partial import Leftover


async def resumed(app: App[None], found: Found, make_executor: Callable[[], Executor]) -> Conductor | None:
    """The audit that was interrupted, where there is one and the person wants to go on with it. Runs in a worker."""
    left = await asyncio.to_thread(_interrupted)
    if left is None or left.audit is None:
        return None
    from deskready.tui.screens.resume import ResumeScreen

    answer = await app.push_screen_wait(ResumeScreen(left.audit))
    if answer == "discard":
        await asyncio.to_thread(left.discard)
    return restored_audit(found, left.audit, make_executor()) if answer == "resume" else None


def _interrupted() -> "Leftover | None":
    """The newest audit whose program was killed; blocks while it looks."""
    from deskready.store.partial import leftovers

    return next((leftover for leftover in leftovers() if leftover.audit is not None), None)
