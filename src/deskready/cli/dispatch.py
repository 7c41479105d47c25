"""Sends the full-screen program and each command their way, with as little imported as each needs."""

import importlib
from collections.abc import Callable, Sequence
from functools import partial

from deskready.cli import commands
from deskready.cli.names import COMMANDS

_HELP = ("-h", "--help")


def run(arguments: Sequence[str]) -> int:
    """Does what the arguments ask for; returns the exit code.

    Raises:
        DeskreadyError: It cannot be done.
        KeyboardInterrupt: Somebody asked to stop.
        BrokenPipeError: The reader of standard output has gone.
    """
    first = arguments[0] if arguments else ""
    if first == "--version":
        from deskready import __version__
        from deskready.cli import output

        output.write(f"deskready {__version__}\n")
        return 0
    if first in COMMANDS:
        return _command(arguments)
    if any(word in _HELP for word in arguments):
        return _command(["--help"])
    from deskready.cli import full_screen

    return full_screen.start(full_screen.parse(arguments))


def _command(arguments: Sequence[str]) -> int:
    """A command. What is installed is looked for by another process while the command-line library is imported."""
    found, heeds = None, False
    if not any(word in _HELP for word in arguments):
        room = importlib.import_module(f"{commands.__name__}.{arguments[0]}")
        heeds = getattr(room, "HEEDS_SETTINGS", False)
        if getattr(room, "NEEDS_CHECKS", False):
            from deskready.cli.found import installed

            found = installed(doubting=getattr(room, "DOUBTS", False))
    from deskready.cli import crash

    crash.keep_quiet()
    run = _parsed(arguments)
    if not heeds:
        from deskready.cli.warning import warn

        warn(found)
    return run()


def _parsed(arguments: Sequence[str]) -> Callable[[], int]:
    """What the arguments ask for. What is asked often goes quicker without the command-line library."""
    if arguments[0] == "checks" and arguments[1:] in ([], ["--json"]):
        from deskready.cli.commands.checks import listing

        return partial(listing.run, as_json=bool(arguments[1:]))
    from deskready.cli.app import parse

    return parse(arguments)
