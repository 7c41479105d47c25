"""The live plot of round trips, which every check of the line draws alike."""

from collections.abc import Iterable

from deskready.plugin import Context, Unit, text

SERIES = "latency"
"""The series of round trips."""
_TITLE = text("internet.plot.latency", "Latency")


def plot(context: Context, rtts: Iterable[float]) -> None:
    """Adds round trips in ms."""
    for rtt in rtts:
        context.sample(SERIES, rtt, Unit.MILLISECOND, title=_TITLE)
