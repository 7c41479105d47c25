"""`deskready profiles` and its sub-commands, with their arguments."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from deskready.cli.arguments import ForceOption, JsonOption
from deskready.cli.help import examples
from deskready.cli.register import SETTINGS, Command, group

profiles = typer.Typer(rich_markup_mode=None, context_settings=SETTINGS)
"""The sub-commands."""
EXAMPLES = examples(
    "deskready profiles",
    "deskready profiles show typical-voice-agent",
    "deskready profiles new employer.toml",
    "deskready profiles validate employer.toml",
)
"""Ways to call it."""


@profiles.callback(invoke_without_command=True, epilog=EXAMPLES)
def profiles_root(context: typer.Context, as_json: JsonOption = False) -> Command | None:
    """List, show, check or begin profiles: what is asked for."""
    if context.invoked_subcommand is None:
        return profiles_list(as_json)
    if as_json:
        raise typer.BadParameter(f"Write it after {context.invoked_subcommand}.", param_hint="--json")
    return None


@profiles.command("list", epilog=examples("deskready profiles list --json"))
def profiles_list(as_json: JsonOption = False) -> Command:
    """List every profile, shipped and your own."""
    from deskready.cli.commands.profiles.listing import run

    return partial(run, as_json)


@profiles.command("show", epilog=examples("deskready profiles show typical-voice-agent"))
def profiles_show(
    name: Annotated[str, typer.Argument(metavar="P", help="A profile's id, or its file.")],
    as_json: JsonOption = False,
) -> Command:
    """Show what a profile asks for, and who says so."""
    from deskready.cli.commands.profiles.showing import run

    return partial(run, name, as_json)


@profiles.command("validate", epilog=examples("deskready profiles validate employer.toml"))
def profiles_validate(file: Annotated[Path, typer.Argument(metavar="FILE", help="A profile's file.")]) -> Command:
    """Name every mistake in a profile's file.

    Ends with 0 where there is none, else with 2.
    """
    from deskready.cli.commands.profiles.validating import run

    return partial(run, file)


@profiles.command("new", epilog=examples("deskready profiles new employer.toml"))
def profiles_new(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write; its name ends in .toml.")],
    force: ForceOption = False,
) -> Command:
    """Write a profile to begin with, explained."""
    from deskready.cli.commands.profiles.beginning import run

    return partial(run, file, force)


group(70, "profiles", profiles, profiles_root)
