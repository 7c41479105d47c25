"""Series: the points of a plot, bounded and honest about it."""

from msgspec import Struct

from deskready.core.words.text import NOTHING, Text

LIMIT = 20_000
"""Points a series may keep; an even number, so that thinning leaves equal steps."""


class Series(Struct, frozen=True):
    """A plot's points."""

    name: str
    unit: str
    t: tuple[float, ...]
    """Seconds since the run began, or places in `along`."""
    v: tuple[float, ...]
    """Values in `unit`, one for each of `t`."""
    thinned: bool = False
    """Points were left out, evenly, because there were more than 20,000."""
    along: str = ""
    """Unit of `t` where it is no time, such as Hz for a spectrum."""
    title: Text = NOTHING
    """What a person reads above it, where its check says so."""


class GrowingSeries:
    """The points of one live series. Over the limit, every second point goes, and new ones come half as often."""

    def __init__(self, name: str, unit: str, along: str = "", title: Text = NOTHING) -> None:
        self.name = name
        self.unit = unit
        self.along = along
        self.title = title
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
        return Series(self.name, self.unit, tuple(self.t), tuple(self.v), self.stride > 1, self.along, self.title)
