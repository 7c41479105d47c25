"""What is said of a run once it was swept."""

from deskready.core.words.say import say
from deskready.engine.guard.aftermath import Aftermath


def test_nothing_is_said_where_all_is_well() -> None:
    assert Aftermath(unguarded=False, left=()).notes == ()


def test_what_is_left_is_named_with_what_to_do() -> None:
    (one,) = Aftermath(unguarded=False, left=(41,)).notes
    assert say(one) == (
        "1 process of this check could not be ended (process id 41). End it yourself, or restart the computer."
    )
    lost, many = Aftermath(unguarded=True, left=tuple(range(30))).notes
    assert lost.id == "run.unguarded"
    assert "30 processes" in say(many)
    assert "18, 19, …" in say(many)
