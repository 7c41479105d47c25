"""`deskready calibrate` and its arguments."""

from collections.abc import Sequence
from functools import partial
from typing import Annotated

import typer

from deskready.cli.commands.calibrate.request import Request
from deskready.cli.help import examples
from deskready.cli.register import Command, command
from deskready.core.clean import clean
from deskready.core.errors import UsageError
from deskready.core.words.message import message, text
from deskready.core.words.say import say
from deskready.core.words.text import Name, typed

ABOUT = message(
    "calibrate.about",
    "Calibrate what checks measure with, so that it is measured and not estimated.\n\n"
    "It compares with a reference beside it, asks what the reference shows, and stores the difference; a check that "
    "can be calibrated says what for, and until when it holds. CHECK names which, where there are several. The "
    "options of that check are given by their names, such as {option}; {command} lists them. Running "
    "this is consent to listening or looking; nothing heard or seen is kept. Ends with 3 where it could not be done.",
)(option=typed("--seconds 4"), command=typed("`deskready checks`"))
"""What it does."""
EXAMPLES = examples(
    "deskready calibrate",
    "deskready calibrate --show",
    "deskready calibrate --forget",
)
"""Ways to call it."""
_NEEDS_VALUE = message("calibrate.needs-value", "{option} needs a value.")
_ONE = message("calibrate.one", "Only one check can be calibrated with at a time, not also {word}.")
_SHOWS_HOW = message("calibrate.shows-how", "{command} shows how.")(command=typed("`deskready calibrate --help`"))

WordsArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="CHECK|--OPTION VALUE",  # no words: what is typed
        help=say(text("calibrate.words.help", "The check that calibrates, and its options.")),
        show_default=False,
    ),
]
ShowOption = Annotated[
    bool,
    typer.Option("--show", help=say(text("calibrate.show.help", "Print the calibration that is stored, and end."))),
]
ForgetOption = Annotated[
    bool, typer.Option("--forget", help=say(text("calibrate.forget.help", "Forget the calibration that is stored.")))
]


@command(place=30, about=ABOUT, epilog=EXAMPLES, open_ended=True)
def calibrate(words: WordsArgument = None, show: ShowOption = False, forget: ForgetOption = False) -> Command:
    """The request that the arguments make."""
    from deskready.cli.commands.calibrate.run import run

    check, given = _sorted_out(words or ())
    return partial(run, Request(check, given, show, forget))


def _sorted_out(words: Sequence[str]) -> tuple[str, dict[str, str]]:
    """The check among the words, or "", and the options that they give.

    Raises:
        UsageError: An option lacks its value, or there are two checks.
    """
    check, given = "", {}
    rest = iter(words)
    for word in rest:
        if word.startswith("--"):
            name, equals, value = word[2:].partition("=")
            found = value if equals else next(rest, None)
            if found is None:
                raise UsageError(_NEEDS_VALUE(option=Name(clean(word, 60))), _SHOWS_HOW)
            given[name] = found
        elif check:
            raise UsageError(_ONE(word=Name(clean(word, 60))), _SHOWS_HOW)
        else:
            check = word
    return check, given
