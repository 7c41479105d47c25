"""A thread for calls that may never come back and must all be made from one thread."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Result = TypeVar("Result")


class OneThread:
    """Makes calls in a thread of its own, one after the other, and waits for each only so long.

    A sound library is bound to the thread that started it (COM on Windows), and hangs when the sound server does.
    """

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(1)

    def call(self, seconds: float, function: Callable[[], Result]) -> Result:
        """What `function` returns or raises. Given up on, it goes on until it ends or the process does.

        Raises:
            TimeoutError: It, and what was called before it, took longer.
        """
        return self._pool.submit(function).result(seconds)

    def end(self) -> None:
        """Lets the thread go as soon as its call is over."""
        self._pool.shutdown(wait=False)
