"""`deskready checks` and its arguments."""

from functools import partial

from deskready.cli.arguments import JsonOption
from deskready.cli.commands.checks.listing import run
from deskready.cli.help import examples
from deskready.cli.register import Command, command
from deskready.core.words.message import text

ABOUT = text(
    "checks.about",
    "List every check that is installed.\n\n"
    "What each measures, its options, where it comes from, or why it cannot be used.",
)
"""What it does."""


@command(place=20, about=ABOUT, epilog=examples("deskready checks", "deskready checks --json"))
def checks(as_json: JsonOption = False) -> Command:
    """The request that the arguments make."""
    return partial(run, as_json)
