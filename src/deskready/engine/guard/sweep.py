"""The sweep: everything of a run is ended, by whoever does it: the guard, or the program where there is no guard."""

import os
import sys
import time

from deskready.engine.guard import posix, windows
from deskready.engine.guard.bonds import end_branded
from deskready.engine.guard.census import Census
from deskready.engine.guard.rounds import SWEEP_SECONDS, Round, end_all

_LEAST_SECONDS = 0.5
"""What is always left for the second half."""


class Members:
    """The known members of a run: a `Hold` for what the system itself cannot tell by a brand or a job."""

    def __init__(self, census: Census, run: str) -> None:
        self._census = census
        self._run = run
        self._known = {os.getpid()}

    def stop_all(self, until: float) -> Round:  # noqa: ARG002 - the census is one look, however long it takes
        """Takes the census, and stops who was not in it before; on Windows all of its threads."""
        self._census.refresh()
        fresh = {process.pid for process in self._census.members(self._run)} - self._known
        for pid in fresh:
            self._census.suspend(self._run, pid)
        self._known |= fresh
        return Round(fresh)

    def kill(self, pid: int) -> bool:
        """Kills it."""
        return self._census.kill(self._run, pid)

    def lives(self, pid: int) -> bool:
        """Whether it has not ended."""
        return self._census.lives(self._run, pid)


def sweep(run: str, root: int | None, census: Census | None = None, seconds: float = SWEEP_SECONDS) -> tuple[int, ...]:
    """Ends everything of a run: process ids of what could not be ended. Blocks, for some milliseconds as a rule.

    First goes what the system finds for sure (by the brand of Linux, the job of Windows), then what is tied to the run
    by its group, its tag, its session or its parent.

    Args:
        run: The run's tag.
        root: Process id of its first process, where it is known.
        census: What is known of its processes already.
        seconds: How long to go on.
    """
    until = time.monotonic() + seconds
    census = census or Census()
    census.add(run, root)
    census.doubt()
    if sys.platform == "win32":
        windows.end_job(run)
    branded = end_branded(run, seconds)
    posix.stop_group(root or 0)
    tied = end_all(Members(census, run), max(_LEAST_SECONDS, until - time.monotonic()))
    posix.kill_group(root or 0)
    census.forget(run)
    return tuple(sorted({*branded, *tied}))
