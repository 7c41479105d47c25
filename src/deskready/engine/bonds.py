"""What ties processes together so that none is left behind, on each system."""

import os
import sys


def adopt_orphans() -> None:
    """Makes this process the parent of its descendants' orphans, where the system can (Linux)."""
    if sys.platform == "linux":
        from deskready.engine import _linux

        _linux.become_subreaper()


def die_with_parent(parent: int) -> None:
    """Makes this process end when the program with process id `parent` does, where the system can.

    On Linux the kernel sends SIGKILL. On Windows this process enters a job that ends all its processes when its last
    handle closes, which is when this process ends. macOS has neither: the guard process and the closed pipe do it.
    """
    if sys.platform == "linux":
        from deskready.engine import _linux

        _linux.set_parent_death_signal()
        if os.getppid() != parent:
            os._exit(0)
    elif sys.platform == "win32":
        from deskready.engine import _windows

        _windows.enter_own_job()


def forbid_core_dumps() -> None:
    """No image of this process's memory is ever written to disk, where the system has that limit."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
