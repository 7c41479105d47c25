from datetime import UTC, datetime, timedelta

from deskready.core.clock import now


def test_now_is_now_with_an_offset_to_the_second() -> None:
    moment = datetime.fromisoformat(now())
    assert moment.utcoffset() is not None
    assert moment.microsecond == 0
    assert abs(datetime.now(UTC) - moment) < timedelta(seconds=60)
