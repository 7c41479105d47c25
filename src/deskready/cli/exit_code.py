"""Exit codes: what a script learns from a command without reading its output."""

from enum import IntEnum
from typing import TYPE_CHECKING, Self

from deskready.core.errors import DeskreadyError

if TYPE_CHECKING:
    from deskready.core.judge.verdict import Readiness


class ExitCode(IntEnum):
    """How a command ended. Each code's own docstring is what the help and the README say of it."""

    def __new__(cls, code: int, meaning: str) -> Self:
        """A code with its docstring."""
        member = int.__new__(cls, code)
        member._value_ = code
        member.__doc__ = meaning
        return member

    OK = 0, "ready, with or without warnings"  # of commands that judge nothing: done
    NOT_READY = 1, "not ready"
    USAGE = 2, "wrong argument, profile or file"  # nothing was measured, or the result could not be saved
    UNDECIDED = 3, "undecided: something required was not measured"
    INTERNAL = 70, "internal error; details are in a log file"  # EX_SOFTWARE of sysexits.h
    INTERRUPTED = 130, "interrupted"  # 128 + SIGINT; also where the system asked it to end
    BROKEN_PIPE = 141, "the output's reader has gone"  # 128 + SIGPIPE; nothing is said about it


_OF_READINESS = {
    "ready": ExitCode.OK,
    "ready with warnings": ExitCode.OK,
    "not ready": ExitCode.NOT_READY,
    "undecided": ExitCode.UNDECIDED,
}


def exit_code(result: "Readiness | BaseException") -> ExitCode:
    """The code for an audit's readiness, or for the error that ended a command."""
    if not isinstance(result, BaseException):
        return _OF_READINESS[result]
    if isinstance(result, KeyboardInterrupt):
        return ExitCode.INTERRUPTED
    if isinstance(result, BrokenPipeError):
        return ExitCode.BROKEN_PIPE
    return ExitCode.USAGE if isinstance(result, DeskreadyError) else ExitCode.INTERNAL
