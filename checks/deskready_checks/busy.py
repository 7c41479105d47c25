"""The cause that checks of all areas may meet: this computer has too much to do."""

from deskready.plugin import Cause, text

TOO_BUSY = Cause(
    "computer.too-busy",
    text("computer.too-busy", "This computer was too busy to measure undisturbed."),
    text("computer.too-busy.remedy", "Close other programs, wait until updates are done, and measure again."),
)
"""What was seen may be this computer's doing, and not that of what was measured."""
