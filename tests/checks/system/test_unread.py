"""What cannot be read says why in a sentence, and keeps the system's words for the log."""

import pytest

from deskready.plugin import Unavailable, text
from deskready_checks.system.unread import Unread, Why, or_nothing, unread


def test_it_is_an_outcome_by_itself() -> None:
    assert issubclass(Unread, Unavailable)
    error = Unread(Why.LATE, "it had not ended after 8 s")
    assert error.reason.words == "This system does not tell what was asked in time."
    assert error.detail not in error.reason.words


@pytest.mark.parametrize("why", Why)
def test_whoever_knows_what_was_asked_says_so(why: Why) -> None:
    error = Unread(why, "sysctl").of(text("test.model", "the processor's model"))
    assert "the processor's model" in error.reason.words
    assert (error.why, error.detail) == (why, "sysctl")
    assert error.remedy


def test_what_is_kept_from_us_is_not_what_is_missing() -> None:
    assert unread(PermissionError(13, "denied", "/proc/1/io")).why is Why.DENIED
    assert unread(FileNotFoundError(2, "none")).why is Why.SILENT
    assert "/proc/1/io" in unread(PermissionError(13, "denied", "/proc/1/io")).detail
    known = Unread(Why.LATE)
    assert unread(known) is known


def test_one_of_several_places_may_say_nothing() -> None:
    def refuse(name: str) -> str:
        raise Unread(Why.DENIED, name)

    assert or_nothing(refuse, "a") == ""
    assert or_nothing("a".replace, "a", "b") == "b"
