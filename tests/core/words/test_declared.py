import pytest

from deskready.core.words.declared import DECLARED, declare


def test_a_declared_message_is_known_by_its_id() -> None:
    assert declare("test.declared", "{count} thing", "{count} things") == "test.declared"
    assert DECLARED["test.declared"] == ("{count} thing", "{count} things")


def test_the_same_words_may_be_declared_again_and_others_not() -> None:
    declare("test.declared-twice", "The same.")
    declare("test.declared-twice", "The same.")
    with pytest.raises(ValueError, match="another message"):
        declare("test.declared-twice", "Not the same.")


@pytest.mark.parametrize("message_id", ["", "Test.id", "test id", "test..id", ".test", "1.test", "test.\n"])
def test_an_id_is_dotted_lower_case_words(message_id: str) -> None:
    with pytest.raises(ValueError, match="no id"):
        declare(message_id, "Words.")
