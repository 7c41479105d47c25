import pytest

from deskready.cli.exit_code import ExitCode
from deskready.cli.help import EXIT_CODES, any_of, examples


@pytest.mark.parametrize(
    ("words", "text"), [(["a"], "a"), (["a", "b"], "a or b"), (["a", "b", "c"], "a, b or c")], ids=str
)
def test_several_things_to_choose_from(words: list[str], text: str) -> None:
    assert any_of(words).words == text


def test_every_exit_code_is_explained_by_its_own_docstring() -> None:
    for code in ExitCode:
        assert f"\n{code:5}  {code.__doc__}" in EXIT_CODES


def test_examples_keep_their_lines() -> None:
    assert examples("a", "b") == "\b\nExamples:\n  a\n  b"
