from deskready.plugin import clean
from deskready_checks.sound.listening.states import State


def test_each_state_has_a_reason_of_its_own_and_something_to_do() -> None:
    texts = [state.value for state in State]
    assert len({reason for reason, _ in texts}) == len(State.__members__) == len(texts)
    for reason, remedy in texts:
        for sentence in (reason, remedy):
            assert sentence.words.endswith(".")
            assert clean(sentence.words) == sentence.words


def test_what_a_check_raises() -> None:
    error = State.MUTED.unavailable("peak -inf")
    assert (error.reason, error.remedy, error.detail) == (*State.MUTED.value, "peak -inf")
