"""The way into the full-screen program: `deskready [FILE] [--profile P]`. It loads no command-line library."""

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from deskready.cli.found import installed
from deskready.cli.names import COMMANDS
from deskready.cli.narration import complain
from deskready.cli.terminal import is_terminal
from deskready.core.clean import clean
from deskready.core.errors import UsageError
from deskready.core.reading.nearest import did_you_mean
from deskready.core.words.message import message, text
from deskready.core.words.text import NOTHING, Name, Text, typed

_NEEDS_PROFILE = message("cli.needs-profile", "{option} needs the id or the file of a profile.")(
    option=typed("--profile")
)
_LISTS = message("cli.lists-profiles", "{command} lists them.")(command=typed("`deskready profiles`"))
_NO_OPTION = message("cli.no-option", "No such option: {option}.")
_ONE_AUDIT = text("cli.one-audit", "Only one saved audit can be opened at a time.")
_SHOWS_COMMANDS = message("cli.shows-commands", "{command} shows the commands.")(command=typed("`deskready --help`"))
_NEEDS_TERMINAL = text("cli.needs-terminal", "The full-screen program needs a terminal.")
_DUMB = message("cli.dumb-terminal", "This terminal cannot place anything on its screen ({variable} is {kind}).")
_CANNOT_DRAW = ("dumb", "unknown")
_USE_SHOW = message("cli.use-show", "Use {command} without one.")(command=typed("`deskready show FILE`"))
_USE_AUDIT = message("cli.use-audit", "Use {command} without one.")(command=typed("`deskready audit`"))
_COMES_FIRST = message("cli.comes-first", "The command {command} comes first, before its options.")
_AS_FILE = message("cli.as-file", "A file of that name is given as ./{command}.")
_UNKNOWN = message("cli.unknown", "No command or file is called '{word}'.")
_WHAT_THERE_IS = message("cli.what-there-is", "{command} shows what there is.")(command=typed("`deskready --help`"))
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
                raise UsageError(_NEEDS_PROFILE, _LISTS)
        elif word.startswith("-"):
            raise UsageError(_NO_OPTION(option=_typed(name)), _nearest(name, _OPTIONS))
        else:
            files.append(word)
    if len(files) > 1:
        raise UsageError(_ONE_AUDIT, _SHOWS_COMMANDS)
    return Request(_file(files[0]) if files else None, profile)


def start(request: Request) -> int:
    """Runs the full-screen program to its end.

    Raises:
        UsageError: There is no terminal to draw on, or one that can only print; what is wrong with the file is told
            first.
    """
    reason = _no_screen()
    if reason:
        if request.file:
            from deskready.desk.opening import open_saved

            open_saved(request.file)
        raise UsageError(reason, _USE_SHOW if request.file else _USE_AUDIT)
    gc.disable()  # until the first frame is there: nothing of what is made on the way is garbage
    found = installed()  # before Textual is imported: the look goes on meanwhile
    from deskready.tui.app import run

    return run(found, complain, request.file, request.profile)


def _no_screen() -> Text:
    """Why nothing can be drawn here, or nothing."""
    if not all(is_terminal(stream) for stream in (sys.stdin, sys.stdout, sys.stderr)):
        return _NEEDS_TERMINAL
    kind = os.environ.get("TERM", "")
    return _DUMB(variable=_typed("TERM"), kind=_typed(kind)) if kind in _CANNOT_DRAW else NOTHING


def _file(word: str) -> Path:
    """The file that a word names; a word that can only be a misspelt command is refused as one."""
    if word in COMMANDS:
        raise UsageError(_COMES_FIRST(command=_typed(word)), _AS_FILE(command=_typed(word)))
    path = Path(word)
    if os.path.lexists(word) or path.suffix or len(path.parts) > 1:
        return path
    raise UsageError(_UNKNOWN(word=_typed(word)), _nearest(word, COMMANDS))


def _nearest(word: str, known: Sequence[str]) -> Text:
    return did_you_mean(word, known, _WHAT_THERE_IS)


def _typed(word: str) -> Name:
    return Name(clean(word, 60))
