"""Ending processes that go on starting others: all are stopped first, and killed when nobody new turns up.

What is stopped can neither start another process nor make room for one, whereas a process that is killed while others
still run is replaced before its turn comes.
"""

import time
from typing import NamedTuple, Protocol

SWEEP_SECONDS = 5.0
"""How long a sweep goes on. Milliseconds are usual; hundreds of processes that fork all the time take some 0.3 s."""
_QUIET_ROUNDS = 2
"""So many rounds in a row have to find nobody new: a list of processes is not made in one moment."""
_UNSURE_ROUNDS = 10
"""So many do even if others on this computer came and went meanwhile, each of whom might have been one of these."""
_PAUSE_SECONDS = 0.002


class Round(NamedTuple):
    """What one round shows."""

    fresh: set[int]
    """Process ids of those who were not known before; some may have ended."""
    unsure: bool = False
    """Whether a process went while this looked, so that its child may have been missed."""


class Hold(Protocol):
    """How the processes that are to end are found, stopped and killed on this system."""

    def stop_all(self, until: float) -> Round:
        """Looks at all processes, and stops each that is to end as soon as it is seen.

        Args:
            until: When to give up, as `time.monotonic` has it.
        """

    def kill(self, pid: int) -> bool:
        """Kills one: whether it could be, or is gone."""

    def lives(self, pid: int) -> bool:
        """Whether one has not ended."""


def end_all(hold: Hold, seconds: float = SWEEP_SECONDS) -> tuple[int, ...]:
    """Stops and kills until none of them lives: process ids of those that could not be ended.

    Args:
        hold: How they are found, stopped and killed.
        seconds: How long to go on.
    """
    until = time.monotonic() + seconds
    left, refused = set[int](), set[int]()
    while True:
        left |= _stop_all(hold, until)
        refused |= {pid for pid in left if not hold.kill(pid)}
        left = {pid for pid in left if hold.lives(pid)}
        while left - refused and time.monotonic() < until:  # the system takes its time over each that is killed
            time.sleep(_PAUSE_SECONDS)
            left = {pid for pid in left if hold.lives(pid)}
        fresh = {pid for pid in hold.stop_all(until).fresh if hold.lives(pid)}
        left |= fresh
        if not fresh or time.monotonic() >= until:
            return tuple(sorted(left))


def _stop_all(hold: Hold, until: float) -> set[int]:
    """Round after round until nobody new is found: everybody who was."""
    seen: set[int] = set()
    quiet = unsure = 0
    while quiet < _QUIET_ROUNDS and unsure < _UNSURE_ROUNDS:
        fresh, gone = hold.stop_all(until)
        seen |= fresh
        quiet = 0 if fresh or gone else quiet + 1
        unsure = 0 if fresh else unsure + 1
        if time.monotonic() >= until:
            break
    return seen
