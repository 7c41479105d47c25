"""How often something may happen."""

import time
from collections import OrderedDict
from collections.abc import Callable


class Bucket:
    """Grants `rate` events a second, and as many at once. Its owner locks.

    Args:
        rate: Events a second.
        clock: Gives seconds.
    """

    __slots__ = ("_at", "_clock", "_rate", "_tokens")

    def __init__(self, rate: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate = rate
        self._clock = clock
        self._tokens = max(rate, 1.0)
        self._at = clock()

    def grant(self) -> bool:
        """Whether one more may happen now; it counts then."""
        now = self._clock()
        self._tokens = min(self._tokens + (now - self._at) * self._rate, max(self._rate, 1.0))
        self._at = now
        if self._tokens < 1.0:
            return False
        self._tokens -= 1.0
        return True


class Buckets:
    """A bucket for each key, and one for all. Remembers the keys that were heard last.

    Args:
        rate: Events a second of one key.
        total: Events a second of all.
        capacity: Keys to remember. Whoever is forgotten begins anew, so `total` bounds what invented keys can gain.
        clock: Gives seconds.
    """

    def __init__(
        self, rate: float, total: float, capacity: int = 4_096, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._rate = rate
        self._all = Bucket(total, clock)
        self._capacity = capacity
        self._clock = clock
        self._buckets: OrderedDict[str, Bucket] = OrderedDict()

    def __len__(self) -> int:
        return len(self._buckets)

    def grant(self, key: str) -> bool:
        """Whether one more of that key may happen now; it counts then."""
        bucket = self._buckets.get(key)
        if bucket is None:
            while len(self._buckets) >= self._capacity:
                self._buckets.popitem(last=False)
            bucket = self._buckets[key] = Bucket(self._rate, self._clock)
        self._buckets.move_to_end(key)
        return bucket.grant() and self._all.grant()
