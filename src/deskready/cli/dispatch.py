"""Sends the full-screen program and each command their way, with as little imported as each needs."""

from collections.abc import Sequence

from deskready.cli import full_screen

_HELP = ("-h", "--help")
_NEED_CHECKS = ("audit", "calibrate", "checks", "profiles")
"""Commands that want to know what is installed."""


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
    if first in full_screen.COMMANDS:
        return _command(arguments)
    if any(word in _HELP for word in arguments):
        return _command(["--help"])
    return full_screen.start(full_screen.parse(arguments))


def _command(arguments: Sequence[str]) -> int:
    """A command. What is installed is looked for by another process while the command-line library is imported."""
    from deskready.cli import crash

    crash.keep_quiet()
    if arguments[0] in _NEED_CHECKS and not any(word in _HELP for word in arguments):
        from deskready.cli.found import installed

        installed()
    if arguments[0] == "checks" and arguments[1:] in ([], ["--json"]):  # asked often, and quicker without the library
        from deskready.cli.commands.checks import listing as checks

        return checks.run(as_json=bool(arguments[1:]))
    from deskready.cli.app import parse

    return parse(arguments)()
