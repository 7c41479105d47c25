"""What a describer needs of the system: to start processes that import checks, to hear them, and to end them."""

import os
from typing import Protocol

from deskready.engine.describe.orders import Order


class Hands(Protocol):
    """One way to do it."""

    def start(self, order: Order) -> int:
        """Starts a process for an order; returns its process id.

        Raises:
            OSError: The system has none to give.
        """
        ...

    def listen(self, seconds: float | None) -> list[tuple[int | None, bytes]]:
        """Waits until somebody says something, so long at most.

        Returns:
            Order numbers and what their processes said, empty at the end of it; None stands for the program.
        """
        ...

    def is_over(self, number: int) -> bool:
        """Whether a process has ended, though something that it left behind may hold its output open."""
        ...

    def end(self, number: int) -> bytes:
        """Ends a process and its group, if they have not ended, and returns what it had still said."""
        ...


def hands_of_this_system(commands: int) -> Hands:
    """The quickest way that this system has: where a process can be copied, that takes 5 ms and not 100.

    Args:
        commands: The descriptor on which the program speaks.
    """
    if hasattr(os, "fork"):
        from deskready.engine.describe.copies import Copies

        return Copies(commands)
    from deskready.engine.describe.starts import Starts

    return Starts(commands)
