"""What is run, and how a run is steered: the seam at which execution can be replaced by a replay."""

from collections.abc import Callable
from typing import Protocol

from msgspec import Struct

from deskready.core.audit.event import Event
from deskready.core.declare.check_info import CheckInfo
from deskready.core.declare.option import Chosen

Emit = Callable[[Event], None]
"""Takes the events of one run; the last is `Ended`."""


class Job(Struct, frozen=True):
    """One run to be done."""

    info: CheckInfo
    options: dict[str, Chosen]


class LiveRun(Protocol):
    """A run that goes on."""

    async def wait(self) -> None:
        """Returns when the run has ended and nothing of it is left."""

    def cancel(self) -> None:
        """Ends the run now."""

    def conclude(self) -> None:
        """Asks the check to end early with what there is."""

    def answer(self, text: str) -> None:
        """Answers the open question."""


class Executor(Protocol):
    """A way to run checks."""

    async def start(self, job: Job, emit: Emit) -> LiveRun:
        """Begins a run."""

    async def close(self) -> None:
        """Lets go of everything; runs have been waited for."""
