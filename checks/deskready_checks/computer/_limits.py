"""What the system leaves this program of the machine: one typed function for each limit, whatever the system."""

import os
import sys
from dataclasses import dataclass


@dataclass(frozen=True)
class MemoryLimit:
    """A limit on the memory that this program may use."""

    size: int
    """Bytes that it may use in all."""
    free: int
    """Bytes that it can still use; file caches that the system gives back count as free."""


def memory_limit() -> MemoryLimit | None:
    """The memory limit that is set for this program, or None where there is none."""
    if sys.platform == "linux":
        from deskready_checks.computer import _cgroup_linux

        return _cgroup_linux.memory_limit()
    return None


def core_limit(logical: int) -> float:
    """How many of the machine's logical cores this program may use; a share of a core is a fraction.

    Args:
        logical: The machine's logical cores.
    """
    allowed = float(logical)
    if sys.platform == "linux":
        from deskready_checks.computer import _cgroup_linux

        allowed = min(allowed, len(os.sched_getaffinity(0)), _cgroup_linux.core_quota() or allowed)
    return allowed
