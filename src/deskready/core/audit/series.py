"""A live series while it grows: bounded, and honest about it."""

from deskready.core.audit.record import Series

LIMIT = 20_000
"""Points a series may keep; an even number, so that thinning leaves equal steps."""


class GrowingSeries:
    """The points of one live series. Over the limit, every second point goes, and new ones come half as often."""

    def __init__(self, name: str, unit: str, along: str = "") -> None:
        self.name = name
        self.unit = unit
        self.along = along
        self.t: list[float] = []
        self.v: list[float] = []
        self.stride = 1
        """One of so many points is kept."""
        self._skipped = 0

    def add(self, t: float, v: float) -> None:
        """Adds the point at `t`."""
        self._skipped += 1
        if self._skipped < self.stride:
            return
        self._skipped = 0
        self.t.append(t)
        self.v.append(v)
        if len(self.t) > LIMIT:
            del self.t[1::2], self.v[1::2]
            self.stride *= 2

    def freeze(self) -> Series:
        """The series as it goes into the record."""
        return Series(self.name, self.unit, tuple(self.t), tuple(self.v), self.stride > 1, self.along)
