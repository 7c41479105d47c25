"""What is left of runs: processes that should have ended, found in several independent ways."""

import contextlib
import time
from collections.abc import Callable, Collection

import psutil

from deskready.engine.guard.bonds import brand_of, brand_of_run
from deskready.engine.tag import TAG_VARIABLE


def leftovers(tags: Collection[str], told: Collection[int] = ()) -> list[str]:
    """Living processes of runs, each as a line for a person.

    Args:
        tags: The tags of the runs.
        told: Process ids that the checks themselves told.
    """
    brands = {brand_of_run(tag) for tag in tags}
    return [
        _describe(process)
        for process in psutil.process_iter()
        if _lives(process)
        and (process.pid in told or brand_of(process.pid) in brands or _environment(process).get(TAG_VARIABLE) in tags)
    ]


def zombies() -> list[str]:
    """Children of this process that have ended and were not waited for."""
    return [_describe(child) for child in psutil.Process().children() if not _lives(child)]


def wait_for(condition: Callable[[], object], seconds: float) -> float:
    """Waits for a condition: how many seconds that took.

    Raises:
        TimeoutError: It does not come true in time.
    """
    begun = time.monotonic()
    while not condition():
        if time.monotonic() - begun > seconds:
            raise TimeoutError
        time.sleep(0.01)
    return time.monotonic() - begun


def _lives(process: psutil.Process) -> bool:
    with contextlib.suppress(psutil.NoSuchProcess):
        return process.status() not in (psutil.STATUS_ZOMBIE, psutil.STATUS_DEAD)
    return False


def _environment(process: psutil.Process) -> dict[str, str]:
    with contextlib.suppress(psutil.Error, OSError):
        return process.environ()
    return {}


def _describe(process: psutil.Process) -> str:
    with contextlib.suppress(psutil.Error):
        return f"{process.pid} {process.status()} {' '.join(process.cmdline())[:120]}"
    return str(process.pid)
