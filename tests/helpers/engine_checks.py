"""Checks that tests of the engine run for real, loaded by the worker from this very file."""

import contextlib
import ctypes
import signal
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from deskready.plugin import Check, Context, Declined, Gap, Measurement, Metric, Option, Question, Unit, Use, Value

VALUE = Metric("trial.value", "Value", Unit.NONE)


class _Trial(Check):
    """Base."""

    title = "Trial"
    why = "It is a test."
    metrics = (VALUE,)
    options = (Option("file", "", "Where to leave a word."), Option("seconds", 0.4, "How long."))
    limit_seconds = 30.0

    @classmethod
    def limit(cls, options: Mapping[str, Value]) -> float:
        return float(options.get("limit", cls.limit_seconds))


class Quick(_Trial):
    """Ends at once."""

    id = "trial.quick"

    def run(self, context: Context) -> Iterator[Measurement | Gap]:
        yield VALUE.measured(1)


class Declines(_Trial):
    """Was told not to measure."""

    id = "trial.declines"

    def run(self, context: Context) -> Iterator[Measurement | Gap]:
        raise Declined("You said no.", remedy="Say yes.")
        yield


class Sleeps(_Trial):
    """Sleeps for as long as it is told."""

    id = "trial.sleeps"

    def run(self, context: Context) -> Iterator[Measurement | Gap]:
        time.sleep(float(context.options["seconds"]))
        yield VALUE.measured(1)


class Cooperates(_Trial):
    """Waits for ever in short naps."""

    id = "trial.cooperates"

    def run(self, context: Context) -> Iterator[Measurement | Gap]:
        context.progress(0.5)
        while True:
            time.sleep(0.01)


class Spins(_Trial):
    """Spins for ever."""

    id = "trial.spins"

    def run(self, context: Context) -> Iterator[Measurement | Gap]:
        context.progress(0.5)
        while True:
            pass


class Defies(_Trial):
    """Ignores signals and holds the interpreter's lock in C."""

    id = "trial.defies"

    def run(self, context: Context) -> Iterator[Measurement | Gap]:
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGABRT):
            signal.signal(number, signal.SIG_IGN)
        context.progress(0.5)
        while True:
            ctypes.PyDLL(None).pause()


class Restores(_Trial):
    """Puts something back in `finally:`, which takes 30 ms."""

    id = "trial.restores"

    def run(self, context: Context) -> Iterator[Measurement | Gap]:
        try:
            context.progress(0.5)
            while True:
                time.sleep(0.01)
        finally:
            time.sleep(0.03)
            Path(str(context.options["file"])).write_text("restored")


class NeverLetsGo(_Trial):
    """Wants a minute to put something back."""

    id = "trial.never-lets-go"

    def run(self, context: Context) -> Iterator[Measurement | Gap]:
        try:
            context.progress(0.5)
            while True:
                time.sleep(0.01)
        finally:
            while True:
                with contextlib.suppress(BaseException):
                    time.sleep(60)


class Asks(_Trial):
    """Asks two questions and tells the answers; a patient one waits until it is asked to conclude."""

    id = "trial.asks"
    uses = frozenset({Use.PERSON})

    def run(self, context: Context) -> Iterator[Measurement | Gap]:
        context.progress(0.5)
        while context.options.get("patient") and not context.concluded:
            time.sleep(0.01)
        before = context.deadline - time.monotonic()
        first = context.ask(Question("first", "First?", ("a", "b")))
        context.log(f"first {first}")
        after = context.deadline - time.monotonic()
        context.log(f"clock stood still: {abs(before - after) < 0.3}")
        second = context.ask(Question("second", "Second?"))
        context.log(f"second {second}")
        yield VALUE.measured(1)


class Concludes(_Trial):
    """Goes on until somebody asks it to end early."""

    id = "trial.concludes"

    def run(self, context: Context) -> Iterator[Measurement | Gap]:
        context.progress(0.5)
        while not context.concluded:
            time.sleep(0.01)
        yield VALUE.measured(7)


class Samples(_Trial):
    """Sends 1,500 samples and 200 measurements as fast as it can."""

    id = "trial.samples"

    def run(self, context: Context) -> Iterator[Measurement | Gap]:
        for number in range(1500):
            context.sample("counter", number)
        for number in range(200):
            yield VALUE.measured(number)


class Paced(_Trial):
    """Sends 1,000 events a second for three seconds, which is allowed."""

    id = "trial.paced"

    def run(self, context: Context) -> Iterator[Measurement | Gap]:
        begun = time.monotonic()
        for number in range(3000):
            context.sample("counter", number)
            time.sleep(max(0.0, begun + number / 1000 - time.monotonic()))
        yield VALUE.measured(1)


class Crashes(_Trial):
    """Crashes."""

    id = "trial.crashes"

    def run(self, context: Context) -> Iterator[Measurement | Gap]:
        raise RuntimeError("as always")


class HalfWay(_Trial):
    """Measures, and hangs."""

    id = "trial.half-way"
    limit_seconds = 0.3
    typical_seconds = 0.3

    def run(self, context: Context) -> Iterator[Measurement | Gap]:
        yield VALUE.measured(3)
        while True:
            time.sleep(1)
