"""What a saved audit may hold: the reader refuses more, and the writer leaves out what would be too much."""

from typing import NamedTuple

SIZE_LIMIT = 32 * 1024**2
"""Bytes that a saved audit may have: some twenty plots of the full 20,000 points fit."""
VALUE_LIMIT = 1_000_000
"""Values that a saved audit may hold, counted by its commas before decoding: a number of two bytes takes 32 then."""
TEXT_LIMIT = 4_096
"""Characters that one text of a saved audit may have, logs apart."""
SERIES_LIMIT = 32
"""Plots that a run may have: each is kept and drawn."""


class Room(NamedTuple):
    """What a record, or a part of it, takes in its file."""

    size: int
    """Bytes."""
    values: int
    """Commas."""

    @property
    def fits(self) -> bool:
        """Whether the reader opens a file of that size."""
        return self.size <= SIZE_LIMIT and self.values <= VALUE_LIMIT

    def plus(self, other: "Room") -> "Room":
        """What both take together."""
        return Room(self.size + other.size, self.values + other.values)


def room_of(data: bytes) -> Room:
    """What a file's content takes."""
    return Room(len(data), data.count(b","))
