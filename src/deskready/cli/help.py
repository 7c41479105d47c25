"""What commands' help is made of: examples, and exit codes as `ExitCode` explains them."""

from deskready.cli.exit_code import ExitCode
from deskready.core.words.message import text
from deskready.core.words.say import say
from deskready.core.words.text import Words

_EXAMPLES = text("help.examples", "Examples:")


def block(title: Words, *lines: str) -> str:
    """Lines under a title; the mark before them keeps them as they are."""
    return "\n".join(("\b", say(title), *lines))


def examples(*lines: str, title: Words = _EXAMPLES) -> str:
    """Ways to call a command."""
    return block(title, *(f"  {line}" for line in lines))


EXIT_CODES = block(text("help.exit-codes", "Exit codes:"), *(f"{code:5}  {say(code.meaning)}" for code in ExitCode))
"""What each exit code means."""
