"""What was moved, and by when: the only thing that an estimate rests on."""

from bisect import bisect_right

BATCH_SECONDS = 0.25
"""Length of one batch."""


class Trace:
    """Readings of a counter of bytes; it holds 0 bytes at 0 seconds from the beginning."""

    def __init__(self) -> None:
        self._seconds = [0.0]
        self._bytes = [0]
        self._slack = [0.0]

    @property
    def seconds(self) -> float:
        """When the last reading was taken."""
        return self._seconds[-1]

    @property
    def total(self) -> int:
        """Bytes at the last reading."""
        return self._bytes[-1]

    def add(self, seconds: float, count: int, slack: float = 0.0) -> None:
        """Adds a reading; one that is not after the last is dropped, and bytes never become fewer.

        Args:
            seconds: When it was taken.
            count: Bytes by then.
            slack: By how many seconds it may have been taken earlier or later.
        """
        if seconds > self._seconds[-1]:
            self._seconds.append(seconds)
            self._bytes.append(max(count, self._bytes[-1]))
            self._slack.append(slack)

    def readings(self, begin: float) -> int:
        """How many readings were taken after a time."""
        return len(self._seconds) - bisect_right(self._seconds, begin)

    def slack(self, seconds: float) -> float:
        """By how many seconds the readings around a time may be wrong."""
        index = bisect_right(self._seconds, seconds)
        return max(self._slack[max(index - 1, 0) : index + 1])

    def at(self, seconds: float) -> float:
        """Bytes at a time: between readings on a straight line, outside the nearest."""
        index = bisect_right(self._seconds, seconds)
        if index == len(self._seconds):
            return self._bytes[-1]
        if index == 0:
            return 0.0
        before, after = self._seconds[index - 1], self._seconds[index]
        share = (seconds - before) / (after - before)
        return self._bytes[index - 1] + share * (self._bytes[index] - self._bytes[index - 1])

    def rate(self, begin: float, end: float) -> float:
        """Mbit/s between two times; 0 for no time at all."""
        return (self.at(end) - self.at(begin)) * 8e-6 / (end - begin) if end > begin else 0.0

    def batches(self, begin: float) -> list[float]:
        """The rate in Mbit/s of each whole batch from `begin` to the last reading, the last batch ending with it."""
        count = int((self.seconds - begin) / BATCH_SECONDS + 1e-9)
        edges = [self.seconds - BATCH_SECONDS * left for left in range(count, -1, -1)]
        return [self.rate(left, left + BATCH_SECONDS) for left in edges[:-1]]
