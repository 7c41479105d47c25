"""The schedule: checks that share nothing overlap, those that share wait."""

import asyncio
import contextlib
import os
from collections.abc import Callable, Iterable

from deskready.core.audit.event import Ended, Event, Queued
from deskready.core.audit.outcome import Failure, Outcome
from deskready.core.audit.run import Run
from deskready.core.declare.use import Use
from deskready.core.words.message import text
from deskready.engine.run.job import Emit, Executor, Job, LiveRun

_NO_PROCESS = text("run.no-process", "This computer could not start another process.")
_CLOSE_OTHERS = text("run.close-others", "Close other programs.")
AT_ONCE = 8
"""Runs that may go on at the same time."""
_CLOSE_SECONDS = 10.0
"""How long closing waits for runs to end: a moment as a rule, longer where one starts processes all the time."""


def fits(uses: frozenset[Use], running: Iterable[frozenset[Use]], cores: int) -> bool:
    """Whether a check with these uses may start beside those that run.

    A processor core is shared out (cores - 1, at least one); everything else is exclusive; `MACHINE` excludes all.
    """
    others = list(running)
    if len(others) >= AT_ONCE:
        return False
    if others and (Use.MACHINE in uses or any(Use.MACHINE in other for other in others)):
        return False
    if Use.CPU in uses and sum(Use.CPU in other for other in others) >= max(1, cores - 1):
        return False
    return not any((uses & other) - {Use.CPU} for other in others)


class Schedule:
    """Starts queued runs as soon as what they use is free, and steers those that go on."""

    def __init__(self, executor: Executor, emit: Callable[[str, Event], None], cores: int | None = None) -> None:
        self._executor = executor
        self._emit = emit
        self._cores = cores or os.cpu_count() or 1
        self._queue: list[Job] = []
        self._running: dict[str, Job] = {}
        self._runs: dict[str, LiveRun] = {}
        self._cancelled: set[str] = set()
        self._ended: set[str] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._idle = asyncio.Event()
        self._idle.set()

    def submit(self, jobs: Iterable[Job]) -> None:
        """Queues runs; those that need the machine at rest go first. What is queued or running stays as it is."""
        for job in jobs:
            check_id = job.info.id
            going_on = check_id in self._running and check_id not in self._ended
            if not going_on and all(check_id != other.info.id for other in self._queue):
                self._queue.append(job)
                self._emit(job.info.id, Queued(job.options))
        self._queue.sort(key=lambda job: Use.MACHINE not in job.info.uses)
        self._pump()

    def cancel(self, check_id: str) -> None:
        """Cancels a check, queued or running."""
        for job in [job for job in self._queue if job.info.id == check_id]:
            self._queue.remove(job)
            self._emit(check_id, Ended(Run(Outcome.CANCELLED)))
        if check_id in self._running:
            self._cancelled.add(check_id)
            if check_id in self._runs:
                self._runs[check_id].cancel()
        self._pump()

    def cancel_all(self) -> None:
        """Cancels everything, what is queued first so that nothing new starts."""
        queued = [job.info.id for job in self._queue]
        self._queue.clear()
        for check_id in queued:
            self._emit(check_id, Ended(Run(Outcome.CANCELLED)))
        for check_id in list(self._running):
            self.cancel(check_id)
        self._pump()

    def conclude(self, check_id: str) -> None:
        """Asks a running check to end early with what it has."""
        if check_id in self._runs:
            self._runs[check_id].conclude()

    def answer(self, check_id: str, text: str) -> None:
        """Answers a running check's question."""
        if check_id in self._runs:
            self._runs[check_id].answer(text)

    async def idle(self) -> None:
        """Waits until nothing is queued or running."""
        await self._idle.wait()

    async def close(self) -> None:
        """Cancels everything and lets go of the executor."""
        self.cancel_all()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.idle(), _CLOSE_SECONDS)
        await self._executor.close()

    def _pump(self) -> None:
        """Starts whatever may start, in the queue's order."""
        for job in list(self._queue):
            if job.info.id in self._running:
                continue
            if fits(job.info.uses, (other.info.uses for other in self._running.values()), self._cores):
                self._queue.remove(job)
                self._running[job.info.id] = job
                task = asyncio.create_task(self._run(job))
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)
            elif Use.MACHINE in job.info.uses:
                break
        if self._queue or self._running:
            self._idle.clear()
        else:
            self._idle.set()

    async def _run(self, job: Job) -> None:
        check_id = job.info.id

        def emit(event: Event) -> None:
            if isinstance(event, Ended):
                self._ended.add(check_id)
            self._emit(check_id, event)

        try:
            await self._carry_out(job, emit)
        except OSError as error:
            emit(
                Ended(
                    Run(
                        Outcome.FAILED,
                        failure=Failure.CRASH,
                        reason=_NO_PROCESS,
                        remedy=_CLOSE_OTHERS,
                        log=str(error),
                    )
                )
            )
        finally:
            self._running.pop(check_id, None)
            self._runs.pop(check_id, None)
            self._cancelled.discard(check_id)
            self._ended.discard(check_id)
            self._pump()

    async def _carry_out(self, job: Job, emit: Emit) -> None:
        run = await self._executor.start(job, emit)
        self._runs[job.info.id] = run
        if job.info.id in self._cancelled:
            run.cancel()
        await run.wait()
