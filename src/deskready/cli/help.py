"""What commands' help is made of: examples, and exit codes as `ExitCode` explains them."""

from collections.abc import Sequence

from deskready.cli.exit_code import ExitCode


def block(title: str, *lines: str) -> str:
    """Lines under a title; the mark before them keeps them as they are."""
    return "\n".join(("\b", title, *lines))


def examples(*lines: str, title: str = "Examples:") -> str:
    """Ways to call a command."""
    return block(title, *(f"  {line}" for line in lines))


def any_of(words: Sequence[str]) -> str:
    """Several things to choose from: "a, b or c"."""
    return " or ".join(part for part in (", ".join(words[:-1]), words[-1]) if part)


EXIT_CODES = block("Exit codes:", *(f"{code:5}  {code.__doc__}" for code in ExitCode))
"""What each exit code means."""
