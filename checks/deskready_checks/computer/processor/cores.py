"""How many of the machine's cores the system leaves this program."""

import os
import sys

from deskready_checks.system.cgroup import core_quota


def core_limit(logical: int) -> float:
    """How many of the machine's logical cores this program may use; a share of a core is a fraction.

    Args:
        logical: The machine's logical cores.
    """
    if sys.platform != "linux":
        return float(logical)
    return min(float(logical), len(os.sched_getaffinity(0)), core_quota() or logical)
