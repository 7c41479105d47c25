"""The times in a record: counted on from its start by a clock that nobody sets, so nothing ends before it began."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from deskready.core import clock
from deskready.core.declare.unit import Unit
from deskready.core.words.message import message, text
from deskready.core.words.text import Quantity, Text

_TOLERANCE_SECONDS = 1.0
"""By so much the computer's clock may be off before the record says so."""
_SET_BACK = message(
    "timekeeper.set-back",
    "While this audit ran, the clock of this computer was set back by {time}. The times are counted from the start.",
)
_SET_FORWARD = message(
    "timekeeper.set-forward",
    "While this audit ran, the clock of this computer was set forward by {time}. The times are counted from the start.",
)
_SLEPT = message("timekeeper.slept", "While this audit ran, this computer slept for {time}.")
_BEHIND = text(
    "timekeeper.behind",
    "When this audit was gone on with, the clock of this computer stood before the last time in it. The times are "
    "counted on from that time.",
)


class Timekeeper:
    """Tells the times of one audit, and notices what happens to the computer's clock meanwhile.

    Args:
        earlier: Times that stand in the record already, as RFC 3339; none of its later times lies before them.
    """

    def __init__(self, earlier: Iterable[str] = ()) -> None:
        self._wall = clock.wall()
        self._passed = clock.passed()
        self._start = max((self._wall, *filter(None, map(_moment, earlier))))
        self._asleep = _asleep()
        self._behind = False
        self._moved = 0.0
        self._slept = 0.0

    @property
    def start(self) -> str:
        """The moment from which it counts, as RFC 3339 with the local offset."""
        return clock.stamp(self._start)

    def begin(self) -> None:
        """Something is run again: what the computer slept before that does not matter."""
        self._asleep = _asleep() - self._slept

    def now(self) -> str:
        """This moment, as RFC 3339 with the local offset. Compares the clocks; the largest difference counts."""
        passed = clock.passed() - self._passed
        moved = (clock.wall() - self._wall).total_seconds() - passed
        self._moved = max(self._moved, moved, key=abs)
        self._slept = max(self._slept, _asleep() - self._asleep)
        self._behind = (self._start - self._wall).total_seconds() > _TOLERANCE_SECONDS
        return clock.stamp(self._start + timedelta(seconds=passed))

    @property
    def notes(self) -> tuple[Text, ...]:
        """What happened to the clock before the last time that was told, in sentences: none where nothing did."""
        found = [_BEHIND] if self._behind else []
        if abs(self._moved) > _TOLERANCE_SECONDS:
            was_set = _SET_FORWARD if self._moved > 0 else _SET_BACK
            found.append(was_set(time=Quantity(round(abs(self._moved)), Unit.SECOND)))
        if self._slept > _TOLERANCE_SECONDS:
            found.append(_SLEPT(time=Quantity(round(self._slept), Unit.SECOND)))
        return tuple(found)


def _asleep() -> float:
    """Seconds that the computer has slept since it was started, or a number that does not change."""
    return clock.passed() - clock.awake()


def _moment(time: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(time)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None
