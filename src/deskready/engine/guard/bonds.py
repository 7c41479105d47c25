"""What ties processes together so that none is left behind, on each system."""

import contextlib
import os
import sys

from deskready.engine.guard.rounds import SWEEP_SECONDS, end_all
from deskready.engine.tag import TAG_VARIABLE


def die_with_parent(parent: int) -> None:
    """Makes this process end when the program with process id `parent` does, where the system can.

    On Linux the kernel sends SIGKILL. On Windows this process enters a job that ends all its processes when its last
    handle closes, which is when this process ends. macOS has neither: the guard process and the closed pipe do it.
    """
    if sys.platform == "linux":
        from deskready.engine.guard import linux as _linux

        _linux.set_parent_death_signal()
        if os.getppid() != parent:
            os._exit(0)
    elif sys.platform == "win32":
        from deskready.engine.guard import windows as _windows

        _windows.enter_own_job(os.environ.get(TAG_VARIABLE, ""))


def brand_of_run(run: str) -> int:
    """The number that brands the processes of a run: 60 bits of its tag."""
    return int(run[:15], 16)


def bear_brand(run: str) -> None:
    """Brands this process, and all that descend from it, as a run's, where the system can (Linux)."""
    if sys.platform == "linux" and run:
        from deskready.engine.guard import linux as _linux

        with contextlib.suppress(OSError):
            _linux.set_brand(brand_of_run(run))


def brand_of(pid: int) -> int | None:
    """The brand of a process, or None where the system has none."""
    if sys.platform != "linux":
        return None
    from deskready.engine.guard import linux as _linux

    return _linux.brand(pid)


def has_ended(pid: int) -> bool:
    """Whether a process has ended and was not waited for, where the system tells at once (Linux)."""
    if sys.platform != "linux":
        return False
    from deskready.engine.guard import linux as _linux

    return _linux.has_ended(pid)


def end_branded(run: str, seconds: float = SWEEP_SECONDS) -> tuple[int, ...]:
    """Ends all that bear a run's brand, where the system has one: process ids of those that could not be ended."""
    if sys.platform == "linux" and run:
        from deskready.engine.guard import linux as _linux

        return end_all(_linux.Branded(brand_of_run(run)), seconds)
    return ()


def forbid_core_dumps() -> None:
    """No image of this process's memory is ever written to disk, where the system has that limit."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
