from deskready.cli.exit_code import ExitCode
from deskready.cli.help import EXIT_CODES, examples


def test_every_exit_code_is_explained_by_its_own_docstring() -> None:
    for code in ExitCode:
        assert f"\n{code:5}  {code.__doc__}" in EXIT_CODES


def test_examples_keep_their_lines() -> None:
    assert examples("a", "b") == "\b\nExamples:\n  a\n  b"
