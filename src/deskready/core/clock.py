"""The time of day, in one place, so that tests can hold it still."""

from datetime import UTC, datetime


def now() -> str:
    """This moment as RFC 3339 with the local offset, to the second."""
    return datetime.now(UTC).astimezone().isoformat(timespec="seconds")


def show_time(moment: str) -> str:
    """An RFC 3339 time as a person reads it: "2026-11-21 14:30:00 UTC+01:00"."""
    try:
        found = datetime.fromisoformat(moment)
    except ValueError:
        return moment
    return f"{found:%Y-%m-%d %H:%M:%S} {found.tzname() or ''}".rstrip()
