"""The way into the full-screen program: `deskready [FILE] [--profile P]`. It loads no command-line library."""

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from deskready.cli import commands
from deskready.cli.found import installed
from deskready.cli.terminal import is_terminal
from deskready.core import registry
from deskready.core.clean import clean
from deskready.core.errors import UsageError
from deskready.core.reading.nearest import did_you_mean

COMMANDS = registry.names(commands)
"""Every command; a file of such a name is given as `./audit`."""
_OPTIONS = ("--profile", "--help", "--version")


class Request(NamedTuple):
    """What to open."""

    file: Path | None = None
    """A saved audit."""
    profile: str | None = None
    """A profile's id or file."""


def parse(arguments: Sequence[str]) -> Request:
    """What the arguments ask for.

    Raises:
        UsageError: An option is unknown or lacks its value, there are two files, or a word is neither file nor command.
    """
    files: list[str] = []
    profile: str | None = None
    rest = iter(arguments)
    for word in rest:
        name, equals, value = word.partition("=")
        if word == "--":
            files += rest
        elif name == "--profile":
            profile = value if equals else next(rest, None)
            if not profile:
                raise UsageError("--profile needs the id or the file of a profile.", "`deskready profiles` lists them.")
        elif word.startswith("-"):
            raise UsageError(f"No such option: {clean(name, 60)}.", _nearest(name, _OPTIONS))
        else:
            files.append(word)
    if len(files) > 1:
        raise UsageError("Only one saved audit can be opened at a time.", "`deskready --help` shows the commands.")
    return Request(_file(files[0]) if files else None, profile)


def start(request: Request) -> int:
    """Runs the full-screen program to its end.

    Raises:
        UsageError: There is no terminal to draw on.
    """
    if not all(is_terminal(stream) for stream in (sys.stdin, sys.stdout, sys.stderr)):
        instead = "deskready show FILE" if request.file else "deskready audit"
        raise UsageError("The full-screen program needs a terminal.", f"Use `{instead}` without one.")
    gc.disable()  # until the first frame is there: nothing of what is made on the way is garbage
    found = installed()  # before Textual is imported: the look goes on meanwhile
    from deskready.tui.app import run

    return run(found, request.file, request.profile)


def _file(word: str) -> Path:
    """The file that a word names; a word that can only be a misspelt command is refused as one."""
    if word in COMMANDS:
        raise UsageError(
            f"The command {word} comes first, before its options.", f"A file of that name is given as ./{word}."
        )
    path = Path(word)
    if os.path.lexists(word) or path.suffix or len(path.parts) > 1:
        return path
    raise UsageError(f"No command or file is called {clean(word, 60)!r}.", _nearest(word, COMMANDS))


def _nearest(word: str, known: Sequence[str]) -> str:
    return did_you_mean(word, known, "`deskready --help` shows what there is.")
