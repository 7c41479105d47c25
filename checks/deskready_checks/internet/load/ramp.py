"""When a transfer has reached its speed."""

from deskready_checks.internet.load.trace import Trace

WINDOW_SECONDS = 0.4
"""Length of each of the two windows that are compared."""
ALIKE = 0.05
"""How far their rates may differ, as a share of the greater."""
FORCED_SECONDS = 4.0
"""When the ramp counts as over whatever the windows say."""


def is_over(trace: Trace, earliest: float) -> bool:
    """Whether the ramp is over at the trace's end: its last two windows are alike.

    Args:
        trace: What was moved so far.
        earliest: Not before so many seconds: the first ones hold the handshakes, slow start and, in uploads, what
            buffers on the way took.
    """
    now = trace.seconds
    if now >= FORCED_SECONDS:
        return True
    if now < max(earliest, 2 * WINDOW_SECONDS):
        return False
    later = trace.rate(now - WINDOW_SECONDS, now)
    former = trace.rate(now - 2 * WINDOW_SECONDS, now - WINDOW_SECONDS)
    greater = max(later, former)
    return greater > 0 and abs(later - former) < ALIKE * greater
