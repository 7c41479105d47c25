"""Checks that behave, for what needs one that does."""

import time
from collections.abc import Iterator, Mapping
from typing import ClassVar

from deskready.plugin import Check, Context, Gap, Measurement, Metric, Unit

TARGET = "deskready.testing.polite:Polite"
"""What a worker loads to run `Polite`."""


class Polite(Check):
    """A check that tells its progress, measures one number and ends."""

    id = "polite.number"
    title = "Polite"
    why = "It shows that the engine still works."
    number = Metric("polite.number", "Number", Unit.MILLISECOND)
    metrics = (number,)
    remedies: ClassVar[Mapping[Metric, str]] = {number: "Nothing is wrong."}

    def run(self, context: Context) -> Iterator[Measurement | Gap]:
        """Measures how long a look at the clock takes."""
        begun = time.perf_counter()
        context.progress(0.5, "Looking at the clock")
        context.sample("clock", time.perf_counter() - begun)
        yield self.number.measured((time.perf_counter() - begun) * 1000, samples=1)
