"""The time of day, in one place, so that tests can hold it still."""

from datetime import UTC, datetime


def now() -> str:
    """This moment as RFC 3339 with the local offset, to the second."""
    return datetime.now(UTC).astimezone().isoformat(timespec="seconds")
