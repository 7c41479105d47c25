"""A stage on which tests run real checks in the real engine and see every event."""

import asyncio
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from msgspec import structs

from deskready.core.audit.event import Ended, Event, Progress
from deskready.core.audit.run import Run
from deskready.core.declare.check import Check
from deskready.core.declare.check_info import CheckInfo, Origin, describe
from deskready.core.declare.option import Chosen
from deskready.core.declare.unit import Value
from deskready.core.declare.use import Use
from deskready.engine.run.executor import ChildExecutor
from deskready.engine.run.job import Executor, Job
from deskready.engine.run.limits import Limits
from deskready.engine.schedule import Schedule
from helpers import engine_checks

PATIENCE = 30.0
"""Seconds after which a test gives up waiting."""


def info_of(check: type[Check], name: str = "", uses: frozenset[Use] | None = None) -> CheckInfo:
    """A check's declaration, under another id and with other uses if wanted."""
    origin = Origin(check.id, f"{engine_checks.__file__}:{check.__name__}", "tests")
    info = describe(check, origin)
    return structs.replace(info, id=name or info.id, uses=info.uses if uses is None else uses)


def job(info: CheckInfo, **options: Value) -> Job:
    """A run of a check."""
    return Job(info, {name: Chosen(value) for name, value in options.items()})


class Stage:
    """A schedule with the real executor, and everything it told."""

    def __init__(self, executor: Executor | None = None, limits: Limits | None = None, cores: int = 64) -> None:
        self.executor = executor or ChildExecutor(limits)
        self.schedule = Schedule(self.executor, self._heard, cores)
        self.told: list[tuple[float, str, Event]] = []
        self._changed = asyncio.Event()

    async def until(self, wanted: Callable[[str, Event], bool], count: int = 1) -> None:
        """Waits until so many events that are wanted have been told."""
        async with asyncio.timeout(PATIENCE):
            while sum(wanted(name, event) for _, name, event in self.told) < count:
                self._changed.clear()
                await self._changed.wait()

    async def under_way(self, *names: str) -> None:
        """Waits until checks have told their progress, which those here do where it gets interesting."""
        for wanted in names:
            await self.until(lambda name, event, wanted=wanted: name == wanted and isinstance(event, Progress))  # type: ignore[misc]

    async def ended(self, name: str, count: int = 1) -> Run:
        """Waits for a check's end; with `count`, for so many of them, and gives the last run."""
        await self.until(lambda heard, event: heard == name and isinstance(event, Ended), count)
        return [event.run for event in self.events(name) if isinstance(event, Ended)][-1]

    async def run(self, *jobs: Job) -> Run:
        """Runs checks to their ends: the run of the first."""
        self.schedule.submit(jobs)
        async with asyncio.timeout(PATIENCE):
            await self.schedule.idle()
        return await self.ended(jobs[0].info.id)

    def events(self, name: str) -> list[Event]:
        """What happened to a check, in order."""
        return [event for _, heard, event in self.told if heard == name]

    def moment(self, name: str, kind: type[Event]) -> float:
        """When the first event of a kind happened to a check, in seconds of `time.monotonic`."""
        return next(when for when, heard, event in self.told if heard == name and isinstance(event, kind))

    def order(self, kind: type[Event]) -> list[str]:
        """The checks to which an event of a kind happened, in order."""
        return [name for _, name, event in self.told if isinstance(event, kind)]

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.schedule.close()

    def _heard(self, name: str, event: Event) -> None:
        self.told.append((time.monotonic(), name, event))
        self._changed.set()


def folder_of_checks() -> Path:
    """Where the checks' own file is."""
    return Path(engine_checks.__file__)
