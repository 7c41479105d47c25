"""How long a set of runs will probably take: as long as its longest chain of runs that exclude each other."""

import os
from collections.abc import Iterable

from deskready.core.declare.use import Use
from deskready.engine.schedule import AT_ONCE

Load = tuple[frozenset[Use], float]
"""What a run uses, and how many seconds it still takes."""


def estimate(loads: Iterable[Load], cores: int | None = None) -> float:
    """Seconds until all have ended, whether they run or wait.

    Exact but where a run holds up others that do not exclude each other. Takes one pass: it is asked for with every
    repaint, and there may be hundreds of runs.

    Args:
        loads: The runs.
        cores: Processor cores, else as many as this machine has.
    """
    cores = cores or os.cpu_count() or 1
    alone = longest = total = 0.0
    chains = dict.fromkeys(Use, 0.0)
    for uses, seconds in loads:
        if Use.MACHINE in uses:
            alone += seconds
            continue
        longest, total = max(longest, seconds), total + seconds
        for use in uses:
            chains[use] += seconds
    chains[Use.CPU] /= max(1, cores - 1)
    return alone + max(longest, total / AT_ONCE, *chains.values())
