"""How long a set of runs will probably take: the schedule, played through with typical times."""

import os
from collections.abc import Iterable

from deskready.core.check import Use
from deskready.engine.schedule import fits

Load = tuple[frozenset[Use], float]
"""What a run uses, and how many seconds it still takes."""


def estimate(running: Iterable[Load], waiting: Iterable[Load], cores: int | None = None) -> float:
    """Seconds until all have ended, given those that run and those that wait, in order."""
    cores = cores or os.cpu_count() or 1
    now = 0.0
    going = [(seconds, uses) for uses, seconds in running]
    queue = sorted(waiting, key=lambda load: Use.MACHINE not in load[0])
    while going or queue:
        for load in list(queue):
            if fits(load[0], (uses for _, uses in going), cores):
                queue.remove(load)
                going.append((now + load[1], load[0]))
            elif Use.MACHINE in load[0]:
                break
        now = max(now, min(end for end, _ in going))
        going = [(end, uses) for end, uses in going if end > now]
    return now
