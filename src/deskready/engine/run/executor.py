"""The usual way to run checks: each in a fresh child process. What that takes is loaded when the first one runs."""

from typing import TYPE_CHECKING

from deskready.engine.run.job import Emit, Job
from deskready.engine.run.limits import Limits

if TYPE_CHECKING:
    from deskready.engine.guard.client import GuardClient
    from deskready.engine.run.child import ChildRun


class ChildExecutor:
    """Runs each check in a fresh child process."""

    def __init__(self, limits: Limits | None = None) -> None:
        self._guard: GuardClient | None = None
        self._limits = limits or Limits()

    async def start(self, job: Job, emit: Emit) -> "ChildRun":
        """Begins a run."""
        from deskready.engine.guard.client import GuardClient
        from deskready.engine.run.child import ChildRun

        self._guard = self._guard or GuardClient()
        run = ChildRun(job.info, emit, self._guard, self._limits)
        await run.begin(job)
        return run

    async def close(self) -> None:
        """Ends the guard, if there is one."""
        if self._guard is not None:
            await self._guard.close()
