"""The time of day and the time that passes, in one place, so that tests can hold them still."""

import sys
import time
from datetime import UTC, datetime


def now() -> str:
    """This moment as RFC 3339 with the local offset, to the second."""
    return stamp(wall())


def wall() -> datetime:
    """This moment by the computer's clock, which somebody may set."""
    return datetime.now(UTC)


def stamp(moment: datetime) -> str:
    """A moment as RFC 3339 with the local offset, to the second."""
    return moment.astimezone().isoformat(timespec="seconds")


def passed() -> float:
    """Seconds that pass, counted by a clock that nobody sets, sleep of the computer included where the system can."""
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    if sys.platform == "darwin":
        return time.clock_gettime(time.CLOCK_MONOTONIC)  # there it goes on while the computer sleeps
    return time.monotonic()


def awake() -> float:
    """Seconds like `passed`, without those that the computer slept, where the system tells them apart."""
    return time.monotonic()


def show_local(moment: str, *, seconds: bool = False) -> str:
    """An RFC 3339 time for whoever knows where it was: "2026-11-21 14:30", with `seconds` "2026-11-21 14:30:00"."""
    return moment.replace("T", " ")[: 19 if seconds else 16]


def show_time(moment: str) -> str:
    """An RFC 3339 time as a person reads it: "2026-11-21 14:30:00 UTC+01:00"."""
    try:
        found = datetime.fromisoformat(moment)
    except ValueError:
        return moment
    return f"{found:%Y-%m-%d %H:%M:%S} {found.tzname() or ''}".rstrip()
