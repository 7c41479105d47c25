"""Where commands register themselves, and how the command-line library is told of them."""

import importlib
from collections.abc import Callable, Iterable
from typing import NamedTuple, TypedDict, TypeVar

import typer

from deskready.cli import commands
from deskready.core import registry
from deskready.core.words.say import say
from deskready.core.words.text import Text

SETTINGS = {"help_option_names": ["-h", "--help"]}
"""Settings of every command."""
Command = Callable[[], int]
"""Runs a parsed command; returns its exit code."""

_Signature = TypeVar("_Signature", bound=Callable[..., Command | None])


class About(TypedDict):
    """The words on a command, as the command-line library takes them."""

    help: str
    short_help: str


class Registered(NamedTuple):
    """A command as its module declares it."""

    place: int
    """Where it stands in lists: those with smaller numbers come first."""
    name: str
    """What it is called."""
    add: Callable[[typer.Typer], object]
    """Tells the command-line library of it."""
    about: Text
    """What it does: one sentence, then more."""


_registered: dict[str, Registered] = {}


def command(place: int, about: Text, epilog: str, *, open_ended: bool = False) -> Callable[[_Signature], _Signature]:
    """Registers a command, named as the decorated function.

    Args:
        place: Where it stands in lists.
        about: What it does: one sentence, then more.
        epilog: The end of its help.
        open_ended: Whether options that it does not declare are left to it, among its words.
    """

    def register(signature: _Signature) -> _Signature:
        name = signature.__name__
        settings = {"ignore_unknown_options": open_ended}

        def add(app: typer.Typer) -> object:
            return app.command(**shown(about), epilog=epilog, context_settings=settings)(signature)

        _registered[name] = Registered(place, name, add, about)
        return signature

    return register


def group(place: int, name: str, about: Text, commands: typer.Typer) -> None:
    """Registers a command that has sub-commands."""
    _registered[name] = Registered(place, name, lambda app: app.add_typer(commands, name=name, **shown(about)), about)


def shown(about: Text) -> About:
    """What a command does, for its help; and its first sentence for lists of commands, which the library would cut."""
    words = say(about)
    return About(help=words, short_help=words.partition("\n\n")[0])


def load(wanted: Iterable[str] = ()) -> list[Registered]:
    """The commands of these names, else all, in their places. Only their modules are imported."""
    found = []
    for name in wanted or registry.names(commands):
        room = importlib.import_module(f"{commands.__name__}.{name}")
        if hasattr(room, "__path__"):
            importlib.import_module(f"{room.__name__}.command")
        found.append(_registered[name])
    return sorted(found)
