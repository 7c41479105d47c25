"""The usual way to run checks, loaded when the first one runs: a program that only shows needs none of it."""

from typing import TYPE_CHECKING

from deskready.engine.job import Emit, Job, Run

if TYPE_CHECKING:
    from deskready.engine.child import ChildExecutor


class LateExecutor:
    """A `ChildExecutor` from the first run on."""

    def __init__(self) -> None:
        self._executor: ChildExecutor | None = None

    async def start(self, job: Job, emit: Emit) -> Run:
        """Begins a run."""
        from deskready.engine.child import ChildExecutor

        self._executor = self._executor or ChildExecutor()
        return await self._executor.start(job, emit)

    async def close(self) -> None:
        """Lets go of everything, if there is anything."""
        if self._executor is not None:
            await self._executor.close()
