import pytest

from deskready.core.declare.check import Check, Unavailable
from deskready.core.words.text import NOTHING, Text
from deskready.testing.context import RecordingContext


def test_a_check_that_defines_no_run_says_so() -> None:
    with pytest.raises(NotImplementedError):
        Check().run(RecordingContext())


def test_the_limit_is_the_declared_one_unless_overridden() -> None:
    class Long(Check):
        limit_seconds = 90.0

    assert (Check.limit({"seconds": 500}), Long.limit({})) == (60.0, 90.0)


def test_unavailable_carries_reason_remedy_and_detail() -> None:
    error = Unavailable("No microphone.", remedy="Plug one in.", detail="PortAudio -9996")
    assert (str(error), error.reason, error.remedy, error.detail) == (
        "No microphone.",
        Text("No microphone."),
        Text("Plug one in."),
        "PortAudio -9996",
    )
    assert (Unavailable("No.").remedy, Unavailable("No.").detail) == (NOTHING, "")
