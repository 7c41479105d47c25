"""`deskready profiles` and its sub-commands, with their arguments."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from deskready.cli.arguments import ForceOption, JsonOption
from deskready.cli.help import examples
from deskready.cli.register import SETTINGS, Command, group, shown
from deskready.core.words.message import message, text
from deskready.core.words.say import say
from deskready.core.words.text import typed

profiles = typer.Typer(rich_markup_mode=None, context_settings=SETTINGS)
"""The sub-commands."""
ABOUT = text("profiles.about", "List, show, check or begin profiles: what is asked for.")
"""What it does."""
_AFTER = message("profiles.after", "Write it after {command}.")
_LIST = text("profiles.list.about", "List every profile, shipped and your own.")
_SHOW = text("profiles.show.about", "Show what a profile asks for, and who says so.")
_VALIDATE = text(
    "profiles.validate.about",
    "Name every mistake in a profile's file.\n\nEnds with 0 where there is none, else with 2.",
)
_NEW = text("profiles.new.about", "Write a profile to begin with, explained.")
_ID = text("profiles.id.help", "A profile's id, or its file.")
_FILE = text("profiles.file.help", "A profile's file.")
_TO_WRITE = message("profiles.to-write.help", "The file to write; its name ends in {typed}.")(typed=typed(".toml"))
EXAMPLES = examples(
    "deskready profiles",
    "deskready profiles show typical-voice-agent",
    "deskready profiles new employer.toml",
    "deskready profiles validate employer.toml",
)
"""Ways to call it."""


@profiles.callback(invoke_without_command=True, help=say(ABOUT), epilog=EXAMPLES)
def profiles_root(context: typer.Context, as_json: JsonOption = False) -> Command | None:
    """The request that the arguments make, where no sub-command is named."""
    if context.invoked_subcommand is None:
        return profiles_list(as_json)
    if as_json:
        raise typer.BadParameter(say(_AFTER(command=typed(context.invoked_subcommand))), param_hint="--json")
    return None


@profiles.command("list", **shown(_LIST), epilog=examples("deskready profiles list --json"))
def profiles_list(as_json: JsonOption = False) -> Command:
    """The request that the arguments make."""
    from deskready.cli.commands.profiles.listing import run

    return partial(run, as_json)


@profiles.command("show", **shown(_SHOW), epilog=examples("deskready profiles show typical-voice-agent"))
def profiles_show(
    name: Annotated[str, typer.Argument(metavar="P", help=say(_ID))],
    as_json: JsonOption = False,
) -> Command:
    """The request that the arguments make."""
    from deskready.cli.commands.profiles.showing import run

    return partial(run, name, as_json)


@profiles.command("validate", **shown(_VALIDATE), epilog=examples("deskready profiles validate employer.toml"))
def profiles_validate(file: Annotated[Path, typer.Argument(metavar="FILE", help=say(_FILE))]) -> Command:
    """The request that the arguments make."""
    from deskready.cli.commands.profiles.validating import run

    return partial(run, file)


@profiles.command("new", **shown(_NEW), epilog=examples("deskready profiles new employer.toml"))
def profiles_new(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=say(_TO_WRITE))],
    force: ForceOption = False,
) -> Command:
    """The request that the arguments make."""
    from deskready.cli.commands.profiles.beginning import run

    return partial(run, file, force)


group(70, "profiles", ABOUT, profiles)
