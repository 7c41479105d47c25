"""A run's clock: calls back when its time is up, and stands still while a person is asked."""

import asyncio
import time
from collections.abc import Callable


class Stopwatch:
    """Counts down on the running event loop."""

    def __init__(self, expired: Callable[[], None]) -> None:
        self._expired = expired
        self._handle: asyncio.TimerHandle | None = None
        self._due = 0.0
        self._left = 0.0
        self._paused_at: float | None = None
        self._paused = 0.0

    def start(self, seconds: float) -> None:
        """Starts anew with so many seconds."""
        self.stop()
        loop = asyncio.get_running_loop()
        self._due = loop.time() + seconds
        self._handle = loop.call_later(seconds, self._expired)

    def pause(self, at_most: float) -> None:
        """Stands still, for at most so many seconds."""
        left = max(0.0, self._due - asyncio.get_running_loop().time())
        self.start(at_most)
        self._left = left
        self._paused_at = time.monotonic()

    def resume(self) -> None:
        """Goes on after a pause."""
        if self._paused_at is not None:
            self._paused += time.monotonic() - self._paused_at
            self._paused_at = None
            self.start(self._left)

    def stop(self) -> None:
        """Never calls back any more."""
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None

    @property
    def paused_seconds(self) -> float:
        """How long it stood still, the pause that goes on included."""
        open_pause = time.monotonic() - self._paused_at if self._paused_at is not None else 0.0
        return self._paused + open_pause

    @property
    def paused(self) -> bool:
        """Whether it stands still."""
        return self._paused_at is not None
