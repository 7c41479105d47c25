"""The program's entry: whatever happens ends in an exit code and, at most, one line.

Nothing is imported before the handlers stand.
"""

import os
import sys


def main() -> int:
    """Runs the program with this process's arguments; returns its exit code, one of `ExitCode`."""
    try:
        from deskready.core.words.language import choose_language

        if unknown := choose_language():  # before the modules that say something are imported
            from deskready.cli.narration import complain_of_language

            complain_of_language(unknown)
        from deskready.cli import dispatch

        return dispatch.run(sys.argv[1:])
    except KeyboardInterrupt as error:
        from deskready.cli.exit_code import exit_code

        # At once: Python 3.11 may kill itself by SIGINT later, and another Ctrl-C would show a traceback.
        os._exit(exit_code(error))
    except BrokenPipeError as error:
        from deskready.cli.exit_code import exit_code

        return exit_code(error)
    except Exception as error:  # noqa: BLE001 - the command line's outermost handler
        return _failed(error)


def _failed(error: Exception) -> int:
    from deskready.cli import crash, narration
    from deskready.cli.exit_code import exit_code
    from deskready.core.errors import DeskreadyError

    if isinstance(error, DeskreadyError):
        narration.complain(error.said)
    else:
        crash.tell(error)
    return exit_code(error)


if __name__ == "__main__":
    sys.exit(main())
