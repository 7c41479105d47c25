"""Replays events instead of running checks: for tests of everything above the engine."""

import asyncio
from collections.abc import Mapping, Sequence

from deskready.core.audit.event import Answered, Asked, Ended, Event
from deskready.core.audit.outcome import Outcome
from deskready.core.audit.run import Run
from deskready.engine.run.job import Emit, Job

Script = Sequence[Event | float]
"""Events in order; a number waits for so many seconds."""


class ReplayRun:
    """A run that emits a script. Without an `Ended` in it, the run goes on until it is cancelled."""

    def __init__(self, script: Script, emit: Emit) -> None:
        self._emit = emit
        self._script = script
        self._cancelled = asyncio.Event()
        self._answered = asyncio.Event()
        self.concluded = False
        """Whether somebody asked to end early."""
        self.answers: list[str] = []
        """What was answered."""

    async def wait(self) -> None:
        """Emits the script."""
        for step in self._script:
            if self._cancelled.is_set():
                break
            if isinstance(step, int | float):
                await self._pause(step)
                continue
            self._answered.clear()
            self._emit(step)
            if isinstance(step, Ended):
                return
            if isinstance(step, Asked):
                await self._answered.wait()
        await self._cancelled.wait()
        self._emit(Ended(Run(Outcome.CANCELLED)))

    def cancel(self) -> None:
        """Ends the run."""
        self._cancelled.set()
        self._answered.set()

    def conclude(self) -> None:
        """Takes note."""
        self.concluded = True

    def answer(self, text: str) -> None:
        """Takes note and goes on."""
        self.answers.append(text)
        self._emit(Answered())
        self._answered.set()

    async def _pause(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._cancelled.wait(), seconds)
        except TimeoutError:
            return


class ReplayExecutor:
    """Runs scripts, by check id."""

    def __init__(self, scripts: Mapping[str, Script]) -> None:
        self.scripts = dict(scripts)
        """What each check does; change it to have a rerun do something else."""
        self.runs: list[ReplayRun] = []
        """Every run that was begun."""

    async def start(self, job: Job, emit: Emit) -> ReplayRun:
        """Begins a run."""
        run = ReplayRun(self.scripts.get(job.info.id, ()), emit)
        self.runs.append(run)
        return run

    async def close(self) -> None:
        """Nothing to let go of."""
