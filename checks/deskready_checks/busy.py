"""The cause that checks of all areas may meet: this computer has too much to do."""

from deskready.plugin import Cause, Unavailable, text

TOO_BUSY = Cause(
    "computer.too-busy",
    text("computer.too-busy", "This computer was too busy to measure undisturbed."),
    text("computer.too-busy.remedy", "Close other programs, wait until updates are done, and measure again."),
)
"""What was seen may be this computer's doing, and not that of what was measured."""
_NOT_TOLD = text("computer.too-busy.not-told", "This computer was too busy to tell.")


def too_busy(detail: str = "") -> Unavailable:
    """Why nothing is said of what was measured.

    Args:
        detail: More about that, for the log.
    """
    return Unavailable(_NOT_TOLD, remedy=TOO_BUSY.remedy, detail=detail, cause=TOO_BUSY)
