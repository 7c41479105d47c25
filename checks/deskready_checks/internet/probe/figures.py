"""The figures of a line: latency, jitter and loss, each with its 95 % interval and the samples that it rests on."""

import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from deskready.plugin import Cause, Measurement, Metric, Words
from deskready_checks.internet.probe.delay import jitter, nearest_path
from deskready_checks.internet.probe.interval import median_interval, wilson
from deskready_checks.internet.probe.loss import of_the_line
from deskready_checks.internet.probe.trace import Trace

CLOCK_MS = 0.03
"""How well this program's clock and the kernel's stamps agree: two readings of a clock and a stamp's rounding."""


@dataclass(frozen=True)
class Figure:
    """A value with its 95 % interval."""

    value: float
    low: float
    high: float
    samples: int

    def measured(self, metric: Metric, method: Words, denies: Iterable[Cause] = ()) -> Measurement:
        """The same as a metric's measurement.

        Args:
            metric: In the figure's unit.
            method: How it was found, in a few words.
            denies: Causes that it rules out.
        """
        return metric.measured(
            self.value, low=self.low, high=self.high, samples=self.samples, method=method, denies=denies
        )

    def loosened(self, below: float, above: float) -> "Figure":
        """With an interval that is wider by so much, and by what clocks cannot tell, in ms; never below 0."""
        return Figure(self.value, max(self.low - below - CLOCK_MS, 0.0), self.high + above + CLOCK_MS, self.samples)

    def through(self, rising: Callable[[float], float]) -> "Figure":
        """What a function that never falls makes of it."""
        return Figure(rising(self.value), rising(self.low), rising(self.high), self.samples)


@dataclass(frozen=True)
class Figures:
    """What a trace says of the line."""

    trace: Trace
    """The probes, without those to servers that alone lose packets (`of_the_line`)."""
    times: tuple[float, ...]
    """Round trips to the nearest server, in ms, ascending."""
    latency: Figure | None
    """Their median; None where nothing came back."""
    jitter: Figure | None
    """The mean difference of consecutive round trips, in ms; None where no two can be compared."""
    loss: Figure | None
    """The share of probes that never came back, in percent; None where none was sent."""


def figures(trace: Trace) -> Figures:
    """The figures of the line that a trace tells of."""
    line = of_the_line(trace)
    times = tuple(sorted(line.rtts(nearest_path(line))))
    latency = median(times).loosened(_slack(line), 0.0) if times else None
    loss = share(line.lost, line.sent) if line.sent else None
    return Figures(line, times, latency, _steadiness(line), loss)


def median(ordered: Sequence[float]) -> Figure:
    """The median of some samples.

    Args:
        ordered: At least one, ascending.
    """
    return Figure(statistics.median(ordered), *median_interval(ordered), len(ordered))


def share(hits: int, trials: int) -> Figure:
    """How often something happened, in percent.

    Args:
        hits: How often.
        trials: How often it could have, at least once.
    """
    low, high = wilson(hits, trials)
    return Figure(hits / trials * 100, low * 100, high * 100, trials)


def _steadiness(line: Trace) -> Figure | None:
    mean, slack = jitter(line), _slack(line)
    if mean is None:
        return None
    found = Figure(mean.value, mean.value - mean.half, mean.value + mean.half, mean.samples)
    return found.loosened(slack, slack)


def _slack(line: Trace) -> float:
    """By how many ms a round trip may usually be shorter than noted."""
    back = [probe.slack * 1000 for probe in line.probes if probe.received is not None]
    return statistics.median(back) if back else 0.0
