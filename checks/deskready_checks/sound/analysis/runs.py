"""Unbroken runs of flagged samples in a stream of blocks: how long they are, and how many samples lie in long ones."""

import numpy as np
from numpy.typing import NDArray


class Runs:
    """Runs of true flags, also across the ends of blocks.

    Args:
        minimum: Samples that make a run count.
    """

    def __init__(self, minimum: int = 1) -> None:
        self._minimum = minimum
        self._closed = 0
        self.open = 0
        """Length of the run that goes on at the end of the newest block."""
        self.longest = 0
        """Length of the longest run, the open one included."""

    @property
    def counted(self) -> int:
        """Samples in runs of at least the minimum, the open one included."""
        return self._closed + (self.open if self.open >= self._minimum else 0)

    def feed(self, flags: NDArray[np.bool_]) -> None:
        """Takes the next flags."""
        if flags.all():
            self.open += len(flags)
            self.longest = max(self.longest, self.open)
            return
        if not flags.any():  # nearly every block of sound
            self._closed += self.open if self.open >= self._minimum else 0
            self.open = 0
            return
        steps = np.diff(np.concatenate(([False], flags, [False])).astype(np.int8))
        starts, ends = np.flatnonzero(steps == 1), np.flatnonzero(steps == -1)
        lengths = ends - starts
        if flags[0]:
            lengths[0] += self.open
        elif self.open >= self._minimum:
            self._closed += self.open
        self.open = int(lengths[-1]) if flags[-1] else 0
        closed = lengths[:-1] if flags[-1] else lengths
        self._closed += int(closed[closed >= self._minimum].sum())
        self.longest = max(self.longest, int(lengths.max(initial=0)))
