"""`deskready checks` and its arguments."""

from functools import partial

from deskready.cli.arguments import JsonOption
from deskready.cli.commands.checks.listing import run
from deskready.cli.help import examples
from deskready.cli.register import Command, command


@command(place=20, epilog=examples("deskready checks", "deskready checks --json"))
def checks(as_json: JsonOption = False) -> Command:
    """List every check that is installed.

    What each measures, its options, where it comes from, or why it cannot be used.
    """
    return partial(run, as_json)
