"""How many connections it takes: more, as long as more help."""

from deskready_checks.internet.load.trace import Trace

FIRST, STEP, MOST = 4, 2, 16
"""Connections at the beginning, added at a time, and at most."""
STEP_SECONDS = 0.5
"""How often that is looked at."""
END_SECONDS = 0.25
"""The end of a step, which is compared with that of the one before: the first holds handshakes and slow start, and
connections that are not needed make queues overflow."""
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
        before = now - STEP_SECONDS
        later, former = trace.rate(now - END_SECONDS, now), trace.rate(before - END_SECONDS, before)
        self.settled = later <= GAIN * former
        if not self.settled:
            self.flows = min(self.flows + STEP, self._most)
        self._next = now + STEP_SECONDS
