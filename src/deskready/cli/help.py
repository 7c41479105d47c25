"""What commands' help is made of: examples, and exit codes as `ExitCode` explains them."""

from collections.abc import Sequence

from deskready.cli.exit_code import ExitCode
from deskready.core.declare.privacy import Privacy
from deskready.core.words.message import message, row, text
from deskready.core.words.say import say
from deskready.core.words.text import Name, Text, Words

_EXAMPLES = text("help.examples", "Examples:")
_EITHER = message("help.either", "{first} or {last}")


def block(title: Words, *lines: str) -> str:
    """Lines under a title; the mark before them keeps them as they are."""
    return "\n".join(("\b", say(title), *lines))


def examples(*lines: str, title: Words = _EXAMPLES) -> str:
    """Ways to call a command."""
    return block(title, *(f"  {line}" for line in lines))


def any_of(words: Sequence[str]) -> Text:
    """Several things to choose from: "a, b or c"."""
    names = [Name(word, Privacy.PUBLIC) for word in words]
    return _EITHER(first=row(*names[:-1]), last=names[-1]) if len(names) > 1 else row(*names)


EXIT_CODES = block(text("help.exit-codes", "Exit codes:"), *(f"{code:5}  {say(code.meaning)}" for code in ExitCode))
"""What each exit code means."""
