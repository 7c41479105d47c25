"""How many connections it takes: more, as long as more help."""

from deskready_checks.internet.load.trace import Trace

FIRST, STEP, MOST = 4, 2, 16
"""Connections at the beginning, added at a time, and at most."""
STEP_SECONDS = 0.5
"""How often that is looked at."""
GAIN = 1.05
"""How much faster than before is worth more connections."""


class Growth:
    """Decides about connections while a trace grows.

    Args:
        most: Connections at most; with one only, the provider allows no more.

    Attributes:
        flows: How many there should be.
        settled: Whether the last ones added helped no more; while they helped, the line is perhaps not full.
    """

    def __init__(self, most: int = MOST) -> None:
        self.flows = min(FIRST, most)
        self.settled = False
        self._most = most
        self._next = STEP_SECONDS

    @property
    def done(self) -> bool:
        """Whether there will be no more, as things stand."""
        return self.settled or self.flows >= self._most

    @property
    def wanting(self) -> bool:
        """Whether there were as many as may be, and the last ones still helped."""
        return self.flows >= self._most > FIRST and not self.settled

    def follow(self, trace: Trace) -> None:
        """Looks at what the last step brought, where one is over."""
        now = trace.seconds
        if now < self._next:
            return
        later, former = trace.rate(now - STEP_SECONDS, now), trace.rate(now - 2 * STEP_SECONDS, now - STEP_SECONDS)
        self.settled = later <= GAIN * former
        if not self.settled:
            self.flows = min(self.flows + STEP, self._most)
        self._next = now + STEP_SECONDS
