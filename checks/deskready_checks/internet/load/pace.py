"""A brake that all connections of a load share, for lines that are paid by volume."""

import threading
import time


class Pace:
    """Lets bytes pass at a rate.

    Args:
        rate_mbit: Mbit/s over all connections; 0 for no limit.
    """

    def __init__(self, rate_mbit: float = 0.0) -> None:
        self._bytes_per_second = rate_mbit * 125_000
        self._free = 0.0
        self._lock = threading.Lock()

    def piece(self, most: int) -> int:
        """Bytes to ask for at once: a hundredth of a second's worth, at most `most`."""
        return min(most, max(int(self._bytes_per_second / 100), 1_448)) if self._bytes_per_second else most

    def take(self, count: int) -> None:
        """Waits until `count` bytes may pass."""
        if not self._bytes_per_second or not count:
            return
        with self._lock:
            now = time.monotonic()
            self._free = max(now, self._free) + count / self._bytes_per_second
            wait = self._free - now
        time.sleep(wait)
