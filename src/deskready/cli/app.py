"""The command line as a whole, collected from what commands register: arguments are parsed, nothing is run.

Parsing gives a function that runs the command, so that the command-line library stands neither between a command's
errors and their handler nor between its output and standard output.
"""

import contextlib
import io
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Annotated

import typer

from deskready.cli import output
from deskready.cli.arguments import ProfileOption
from deskready.cli.exit_code import ExitCode
from deskready.cli.help import EXIT_CODES, examples
from deskready.cli.library import complaint, teach
from deskready.cli.names import COMMANDS
from deskready.cli.register import SETTINGS, Command, load
from deskready.core.clean import clean
from deskready.core.errors import UsageError
from deskready.core.words.message import message, text
from deskready.core.words.say import say
from deskready.core.words.text import typed

_VERSION = text("cli.version", "Print the version and end.")
_ABOUT = text(
    "cli.about",
    "Is this desk, this computer, this line and this room good enough for customer service from home?\n\n"
    "Without a command, deskready opens its full-screen program: it measures, judges, and says what to do. With a "
    "FILE it opens an audit that was saved as .json. The commands below do the same without a screen.",
)
_SHOWS_HOW = message("cli.shows-how", "{command} shows how.")


def parse(arguments: Sequence[str]) -> Command:
    """The command that the arguments ask for, ready to run.

    Raises:
        UsageError: There is no such command or option, or a value does not fit.
    """
    app = collect(word for word in arguments[:1] if word in COMMANDS)
    printed = io.StringIO()  # whatever is printed while parsing is help
    try:
        with contextlib.redirect_stdout(printed):
            found = app(list(arguments), prog_name="deskready", standalone_mode=False)
    except typer.TyperException as error:
        context = getattr(error, "ctx", None)  # of the sub-command that refuses, where the parser came to one
        path = clean(context.command_path if context else f"deskready {arguments[0]}", 60)
        raise UsageError(
            complaint(clean(error.format_message())), _SHOWS_HOW(command=typed(f"`{path} --help`"))
        ) from error
    return found if callable(found) else partial(_shown, printed.getvalue(), found)


def collect(wanted: Iterable[str] = ()) -> typer.Typer:
    """The command line with the commands of these names, else with all."""
    teach()
    app = typer.Typer(
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings=SETTINGS,
        subcommand_metavar="[FILE] | COMMAND [ARGS]...",
    )
    app.callback(invoke_without_command=True, help=say(_ABOUT), epilog=f"{ROOT_EXAMPLES}\n\n{EXIT_CODES}")(root)
    for each in load(list(wanted)):
        each.add(app)
    return app


def _shown(text: str, code: int | None) -> int:
    output.write(text)
    return code or ExitCode.OK


ROOT_EXAMPLES = examples(
    "deskready", "deskready audit.json --profile typical-chat-agent", "deskready audit --save audit.json"
)
"""Ways to call the program."""


def root(
    profile: ProfileOption = None,
    version: Annotated[bool, typer.Option("--version", help=say(_VERSION))] = False,
) -> None:
    """The program without a command."""
