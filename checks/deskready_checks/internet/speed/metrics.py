"""The metrics of a direction in which the line is full."""

from typing import NamedTuple

from deskready.plugin import Better, Metric, Unit


class Busy(NamedTuple):
    """What is told of one direction."""

    latency: Metric
    """Median round trip."""
    jitter: Metric
    """Mean difference of consecutive round trips."""
    loss: Metric
    """Share of probes that never came back."""


def busy(direction: str) -> Busy:
    """The metrics of a direction, `download` or `upload`."""
    return Busy(
        Metric(f"internet.latency.loaded.{direction}", f"Latency, {direction}ing", Unit.MILLISECOND, Better.LOWER),
        Metric(f"internet.jitter.loaded.{direction}", f"Jitter, {direction}ing", Unit.MILLISECOND, Better.LOWER),
        Metric(f"internet.loss.loaded.{direction}", f"Packet loss, {direction}ing", Unit.PERCENT, Better.LOWER),
    )
