"""Time that counts only while somebody works: it stands still while a person is asked, as a run's limit does."""

import time


class WorkTime:
    """Seconds since the start, without those that it stood still."""

    def __init__(self) -> None:
        self._counted = 0.0
        self._since: float | None = None

    def go_on(self) -> None:
        """Starts, or goes on; while it goes on, nothing changes."""
        if self._since is None:
            self._since = time.monotonic()

    def stand_still(self) -> None:
        """Counts no further until it goes on."""
        self._counted, self._since = self.seconds, None

    @property
    def seconds(self) -> float:
        """What has counted so far."""
        return self._counted + (time.monotonic() - self._since if self._since is not None else 0.0)
