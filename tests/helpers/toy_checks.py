"""Checks for tests of the command line: put into a person's own folder of checks, described and run in child processes.

This file is copied there; nothing imports it.
"""

import sys
import time
from collections.abc import Iterator

from deskready.plugin import Better, Check, Context, Kind, Measurement, Metric, Option, Privacy, Question, Unit, Use

_WHY = "For tests."


class Good(Check):
    """Measures whatever its option says."""

    id = "toy.good"
    title = "Good"
    why = _WHY
    default = False
    value = Metric("toy.value", "Value", Unit.MILLISECOND, Better.LOWER)
    metrics = (value,)
    remedies = {value: "Turn it down."}  # noqa: RUF012 - a check declares a plain dict
    options = (Option("value", 3.0, "What it measures.", minimum=0, maximum=1000),)

    def run(self, context: Context) -> Iterator[Measurement]:
        context.progress(0.5, "half way")
        yield self.value.measured(float(context.options["value"]), method="It was told.")


class Spin(Check):
    """Never ends."""

    id = "toy.spin"
    title = "Spin"
    why = _WHY
    default = False
    spun = Metric("toy.spun", "Spun")
    metrics = (spun,)

    def run(self, context: Context) -> Iterator[Measurement]:
        context.progress(0.25, "spinning")
        while True:
            pass
        yield self.spun.measured(1)


class Ask(Check):
    """Asks a person."""

    id = "toy.ask"
    title = "Ask"
    why = _WHY
    default = False
    uses = frozenset({Use.PERSON})
    colour = Metric("toy.colour", "Colour", kind=Kind.TEXT)
    metrics = (colour,)

    def run(self, context: Context) -> Iterator[Measurement]:
        answer = context.ask(Question("colour", "Which colour is the door?", ("red", "blue")))
        yield self.colour.measured(answer, self_reported=True)


class Quiet(Check):
    """Tells the person what to do, and waits a moment."""

    id = "toy.quiet"
    title = "Quiet"
    why = _WHY
    default = False
    uses = frozenset({Use.ROOM})
    level = Metric("toy.level", "Level", Unit.DB)
    metrics = (level,)

    def run(self, context: Context) -> Iterator[Measurement]:
        context.instruct("Please be quiet", 2, "and read this")
        context.progress(0.5, "listening")
        time.sleep(0.5)  # long enough to be painted
        yield self.level.measured(1)


class Hostile(Check):
    """Hands over what a terminal must never see."""

    id = "toy.hostile"
    title = "Hostile\x1b]0;owned\x07"
    why = "\x9b31m"
    default = False
    uses = frozenset({Use.ROOM})
    text = Metric("toy.text", "Text\x1b[2J", kind=Kind.TEXT)
    metrics = (text,)

    def run(self, context: Context) -> Iterator[Measurement]:
        context.instruct("\x1b[31mred\x1b[0m", 1)
        context.progress(0.5, "\x1b]52;c;AAAA\x07")
        sys.stdout.write("\x1b[41mprinted\n")
        time.sleep(0.3)  # long enough to be painted
        yield self.text.measured("\x1b[2J\u202eevil\x9b1m\x00")


class Personal(Check):
    """Measures something that leaves this machine only when asked to."""

    id = "toy.personal"
    title = "Personal"
    why = _WHY
    default = False
    name = Metric("toy.name", "Name", kind=Kind.TEXT, privacy=Privacy.PERSONAL)
    metrics = (name,)

    def run(self, context: Context) -> Iterator[Measurement]:
        yield self.name.measured("Zoe Canary")


class Crash(Check):
    """Ends badly."""

    id = "toy.crash"
    title = "Crash"
    why = _WHY
    default = False
    metrics = (Metric("toy.crashed", "Crashed"),)

    def run(self, context: Context) -> Iterator[Measurement]:
        raise RuntimeError("\x1b[31mboom")
        yield
