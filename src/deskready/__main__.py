"""The program's entry: sends the full-screen program and each command their way, and ends every error in one line."""

import sys
from collections.abc import Sequence

from deskready.cli import full_screen
from deskready.cli.exit_code import exit_code
from deskready.core.errors import DeskreadyError

_HELP = ("-h", "--help")
_NEED_CHECKS = ("audit", "checks", "profiles")
"""Commands that want to know what is installed."""


def main() -> int:
    """Runs the program with this process's arguments; returns its exit code, one of `ExitCode`."""
    try:
        return _run(sys.argv[1:])
    except (KeyboardInterrupt, BrokenPipeError) as error:
        return exit_code(error)
    except Exception as error:  # noqa: BLE001 - the command line's outermost handler
        return _failed(error)


def _run(arguments: Sequence[str]) -> int:
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
        from deskready.cli import checks

        return checks.run(as_json=bool(arguments[1:]))
    from deskready.cli.app import parse

    return parse(arguments)()


def _failed(error: Exception) -> int:
    from deskready.cli import crash, narration

    if isinstance(error, DeskreadyError):
        narration.say(f"deskready: {error}")
    else:
        crash.tell(error)
    return exit_code(error)


if __name__ == "__main__":
    sys.exit(main())
