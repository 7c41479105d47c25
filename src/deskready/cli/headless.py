"""A run of checks without a screen: to its end, or until somebody asks to stop."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import Any, Protocol

from deskready.cli import interrupt
from deskready.cli.progress import Progress
from deskready.core.audit.event import Event
from deskready.desk.session import Session
from deskready.engine.run.job import Emit, Executor, Job, LiveRun


class Attendant(Protocol):
    """Hears what one run tells, passes it on, and answers what it asks."""

    run: LiveRun | None
    """The run, from its beginning on."""

    def hear(self, event: Event) -> None:
        """Takes what happened."""


class AttendedExecutor:
    """Runs checks, each with an attendant.

    Args:
        inner: What runs them.
        attend: Makes the attendant of a run that tells `Emit`.
    """

    def __init__(self, inner: Executor, attend: Callable[[Job, Emit], Attendant]) -> None:
        self._inner = inner
        self._attend = attend

    async def start(self, job: Job, emit: Emit) -> LiveRun:
        """Begins a run."""
        attendant = self._attend(job, emit)
        attendant.run = await self._inner.start(job, attendant.hear)
        return attendant.run

    async def close(self) -> None:
        """Lets go of what runs the checks."""
        await self._inner.close()


async def attend(session: Session, progress: Progress, begin: Callable[[], None]) -> bool:
    """Runs what `begin` begins, and closes the session. Returns whether somebody asked to stop.

    Raises:
        BaseException: An error of the program itself, in a callback where nobody else would notice it.
    """
    stop = _Stop()
    asyncio.get_running_loop().set_exception_handler(stop.on_error)
    with interrupt.on_interrupt(stop.ask):
        painting = asyncio.create_task(progress.paint())
        try:
            begin()
            await stop.unless(session.idle())
        finally:
            await session.close()
            painting.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await painting
    if stop.error is not None:
        raise stop.error
    return stop.asked


class _Stop:
    """What ends a run early.

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
