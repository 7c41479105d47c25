"""Why something cannot be read from the system, in a form that becomes a check's outcome or a gap by itself."""

from collections.abc import Callable
from enum import Enum
from typing import ParamSpec, TypeVar

from deskready.plugin import Text, Unavailable, message, text

LOOK_UP = text("system.look-up", "Look it up in the system's settings, and tell whoever asked for this audit.")
"""What to do where the system does not tell."""
AGAIN = text("system.again", "Measure again; if this stays, show the log to whoever looks after this computer.")
"""What to do where that may have been chance."""
_ASKED = text("system.asked", "what was asked")
_ARGUMENTS = ParamSpec("_ARGUMENTS")
_Told = TypeVar("_Told")
_STUMBLES = (
    OSError,
    RuntimeError,
    SystemError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    ArithmeticError,
    AssertionError,
)
"""What reading raises where a file, counter or call of the system is in another shape than it was written for."""


class Why(Enum):
    """Why the system does not tell: a message with a place for what was asked."""

    SILENT = message("system.silent", "This system does not tell {what}.")
    """Here is no such file, program or key, or nothing in it."""
    DENIED = message("system.denied", "This system does not let programs read {what}.")
    """It is kept from this person's programs."""
    LATE = message("system.late", "This system does not tell {what} in time.")
    """The program that was asked had not ended when its time was over."""
    UNCLEAR = message("system.unclear", "This system tells {what} in a way that is not understood.")
    """There is an answer in another shape than was expected."""


class Unread(Unavailable):
    """Raised by every reader of the system: uncaught it makes a check unavailable, and `told` makes it a gap.

    Args:
        why: The reason.
        detail: More for the log, which stays on the machine: a path, the system's own words.
        what: What was asked, where that is known: "the processor's model".
    """

    def __init__(self, why: Why = Why.SILENT, detail: str = "", what: Text = _ASKED) -> None:
        super().__init__(why.value(what=what), remedy=AGAIN if why is Why.LATE else LOOK_UP, detail=detail)
        self.why = why

    def of(self, what: Text) -> "Unread":
        """The same, of something that the reader did not know the meaning of."""
        return Unread(self.why, self.detail, what)


def unread(error: Exception) -> Unread:
    """What a library or a file raised, as the reason that it stands for."""
    if isinstance(error, Unread):
        return error
    return Unread(Why.DENIED if isinstance(error, PermissionError) else Why.SILENT, f"{type(error).__name__}: {error}")


def failures() -> tuple[type[Exception], ...]:
    """What reading the system raises; psutil, which takes its time to load, is asked once something was raised."""
    import psutil

    return (Unread, psutil.Error, *_STUMBLES)


def asked(read: Callable[_ARGUMENTS, _Told], *args: _ARGUMENTS.args, **kwargs: _ARGUMENTS.kwargs) -> _Told:
    """What a library tells of the system.

    Raises:
        Unread: It raised something. psutil raises whatever its reading stumbles over (its issue 2841).
    """
    try:
        return read(*args, **kwargs)
    except failures() as error:
        raise unread(error) from error


def or_nothing(read: Callable[_ARGUMENTS, str], *args: _ARGUMENTS.args, **kwargs: _ARGUMENTS.kwargs) -> str:
    """What a reader tells, or "" where it cannot: for one of several places that may tell the same."""
    try:
        return read(*args, **kwargs)
    except Unread:
        return ""
