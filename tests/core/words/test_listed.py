import pytest

from deskready.core.words.listed import all_of, any_of
from deskready.core.words.text import typed


@pytest.mark.parametrize(
    ("words", "text"), [(["a"], "a"), (["a", "b"], "a {} b"), (["a", "b", "c"], "a, b {} c")], ids=str
)
def test_several_things(words: list[str], text: str) -> None:
    names = [typed(word) for word in words]
    assert any_of(names).words == text.format("or")
    assert all_of(names).words == text.format("and")
