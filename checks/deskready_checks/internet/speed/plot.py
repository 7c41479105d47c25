"""The live throughput of one direction."""

import time
from collections.abc import Callable

from deskready.plugin import Context, Unit, Words

_BATCH_SECONDS = 1.0


class Plot:
    """Makes a series out of a counter of bytes.

    Each point is the mean rate since the point before it, and the first is 0. So the bytes between the first point
    and the last are the sum of v[i] * (t[i] - t[i-1]) * 1e6 / 8 over all points but the first.

    Args:
        context: Takes the points.
        series: The series' name.
        title: What stands above it.
        count: The bytes so far.

    Attributes:
        batches: The mean rate in Mbit/s of each whole second since `begin`.
    """

    def __init__(self, context: Context, series: str, title: Words, count: Callable[[], int]) -> None:
        self.batches: list[float] = []
        self._context = context
        self._series = series
        self._title = title
        self._count = count
        self._last = self._batch = self._begun = (time.monotonic(), count())
        context.sample(series, 0.0, Unit.MBIT_S, title=title)

    def begin(self) -> None:
        """Begins the part of the series that is the test itself."""
        self.sample()
        self.batches.clear()
        self._batch = self._begun = self._last

    @property
    def mean(self) -> float:
        """The mean rate in Mbit/s from `begin` to the last point."""
        return _rate(self._begun, self._last)

    def sample(self) -> None:
        """Adds a point."""
        # A count that is read while other threads move bytes may be a little behind the one before.
        now = (time.monotonic(), max(self._count(), self._last[1]))
        self._context.sample(self._series, _rate(self._last, now), Unit.MBIT_S, title=self._title)
        self._last = now
        if now[0] - self._batch[0] >= _BATCH_SECONDS:
            self.batches.append(_rate(self._batch, now))
            self._batch = now


def _rate(since: tuple[float, int], now: tuple[float, int]) -> float:
    """Mbit/s between two readings of seconds and bytes."""
    seconds = now[0] - since[0]
    return (now[1] - since[1]) * 8e-6 / seconds if seconds > 0 else 0.0
