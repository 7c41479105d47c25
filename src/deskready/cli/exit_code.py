"""Exit codes: what a script learns from a command without reading its output."""

from enum import IntEnum
from typing import TYPE_CHECKING, Self

from deskready.core.errors import DeskreadyError
from deskready.core.words.message import text
from deskready.core.words.text import Text

if TYPE_CHECKING:
    from deskready.core.judge.verdict import Readiness


class ExitCode(IntEnum):
    """How a command ended. Each code's own docstring is what the help and the README say of it."""

    meaning: Text
    """What it says, for the help and the README."""

    def __new__(cls, code: int, meaning: Text) -> Self:
        """A code with its meaning."""
        member = int.__new__(cls, code)
        member._value_ = code
        member.meaning = meaning
        member.__doc__ = meaning.words
        return member

    OK = 0, text("exit.ok", "ready, with or without warnings")  # of commands that judge nothing: done
    NOT_READY = 1, text("exit.not-ready", "not ready")
    USAGE = 2, text("exit.usage", "wrong argument, profile or file")  # nothing measured, or the result not saved
    UNDECIDED = 3, text("exit.undecided", "undecided: something required was not measured")
    INTERNAL = 70, text("exit.internal", "internal error; details are in a log file")  # EX_SOFTWARE of sysexits.h
    INTERRUPTED = 130, text("exit.interrupted", "interrupted")  # 128 + SIGINT; also where the system asked it to end
    BROKEN_PIPE = 141, text("exit.broken-pipe", "the output's reader has gone")  # 128 + SIGPIPE; nothing is said


_OF_READINESS = {
    "ready": ExitCode.OK,
    "ready with warnings": ExitCode.OK,  # no words: as in the record
    "not ready": ExitCode.NOT_READY,  # no words: as in the record
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
