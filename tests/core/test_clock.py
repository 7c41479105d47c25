from datetime import UTC, datetime, timedelta

from deskready.core.clock import now, show_time


def test_now_is_now_with_an_offset_to_the_second() -> None:
    moment = datetime.fromisoformat(now())
    assert moment.utcoffset() is not None
    assert moment.microsecond == 0
    assert abs(datetime.now(UTC) - moment) < timedelta(seconds=60)


def test_times_are_readable() -> None:
    assert show_time("2026-11-21T14:30:00+01:00") == "2026-11-21 14:30:00 UTC+01:00"
    assert show_time("2026-11-21T14:30:00Z") == "2026-11-21 14:30:00 UTC"
    assert show_time("whenever") == "whenever"
