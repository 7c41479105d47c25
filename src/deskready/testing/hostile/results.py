"""Checks that hand over what they should not, or say what they may not."""

import math
from collections.abc import Iterator

from deskready.core.audit.event import Instruct, Started
from deskready.core.audit.outcome import Failure, Outcome
from deskready.core.words.text import Text, text_of
from deskready.engine.run.worker_context import WorkerContext
from deskready.plugin import Context, Gap, Measurement, Metric, Question, Unavailable
from deskready.testing.hostile.base import NUMBER, TEXT, hostile

_UNDECLARED = Metric("hostile.undeclared", "Undeclared")


def _number(value: object) -> Iterator[Measurement]:
    """A measurement made without the metric's own verification."""
    yield Measurement(NUMBER.id, text_of(NUMBER.label), value)  # type: ignore[arg-type]


@hostile(Failure.PROTOCOL, log="yielded a int", whole=True)
def yields_a_number(context: Context) -> Iterator[object]:
    """Yields a bare number."""
    yield 3


@hostile(Failure.PROTOCOL, log="nothing", whole=True)
def yields_nothing(context: Context) -> Iterator[Measurement]:
    """Yields nothing."""
    yield from ()


@hostile(Failure.PROTOCOL, log="nothing", whole=True)
def returns_nothing(context: Context) -> None:
    """Forgets to yield."""


@hostile(Failure.CRASH, log="not iterable", whole=True)
def returns_a_number(context: Context) -> object:
    """Returns a number instead of yielding measurements."""
    return 3


@hostile(Failure.PROTOCOL, log="does not declare", whole=True)
def measures_what_it_does_not_declare(context: Context) -> Iterator[Measurement]:
    """Measures a metric that it does not declare."""
    yield _UNDECLARED.measured(1)


@hostile(Failure.PROTOCOL, log="does not declare", whole=True)
def misses_what_it_does_not_declare(context: Context) -> Iterator[Gap]:
    """Says that it could not measure a metric that it does not declare."""
    yield _UNDECLARED.unavailable("No such thing.")


@hostile(Failure.PROTOCOL, log="takes a number", whole=True)
def measures_text_as_a_number(context: Context) -> Iterator[Measurement]:
    """Measures a text where a number belongs."""
    return _number("three")


@hostile(Failure.PROTOCOL, log="not finite", whole=True)
def measures_not_a_number(context: Context) -> Iterator[Measurement]:
    """Measures NaN."""
    yield NUMBER.measured(math.nan)


@hostile(Failure.PROTOCOL, whole=True)
def smuggles_not_a_number(context: Context) -> Iterator[Measurement]:
    """Measures NaN past its own verification."""
    return _number(math.nan)


@hostile(Failure.PROTOCOL, whole=True)
def smuggles_infinity(context: Context) -> Iterator[Measurement]:
    """Measures infinity past its own verification."""
    return _number(math.inf)


@hostile(Failure.PROTOCOL, whole=True)
def smuggles_a_number_too_large(context: Context) -> Iterator[Measurement]:
    """Measures a number of 400 digits past its own verification."""
    return _number(10**400)


@hostile(Failure.PROTOCOL, whole=True)
def rests_on_too_many_samples(context: Context) -> Iterator[Measurement]:
    """Claims more samples than a file can hold."""
    yield Measurement(NUMBER.id, text_of(NUMBER.label), 1, samples=10**30)


@hostile(Failure.PROTOCOL)
def samples_not_a_number(context: Context) -> None:
    """Plots NaN."""
    context.sample("nan", math.nan)


@hostile(Failure.PROTOCOL)
def progresses_to_infinity(context: Context) -> None:
    """Tells an infinite progress."""
    context.progress(math.inf)


@hostile(Failure.PROTOCOL)
def samples_in_words(context: Context) -> None:
    """Plots a text."""
    context.sample("words", "many")  # type: ignore[arg-type]


@hostile(Failure.PROTOCOL, log="person")
def asks_without_a_person(context: Context) -> None:
    """Asks a question without having said that it needs the person."""
    context.ask(Question("why", "Why?"))


@hostile(Failure.PROTOCOL, log="room")
def instructs_without_the_room(context: Context) -> None:
    """Gives an instruction without having said that it needs the room."""
    context.instruct("Stand up.")


@hostile(Failure.PROTOCOL, log="twice")
def begins_twice(context: Context) -> None:
    """Starts its clock anew, with a limit of its own liking."""
    assert isinstance(context, WorkerContext)
    context.send(Started(1e9))


@hostile(Failure.PROTOCOL, log="room")
def instructs_for_ever(context: Context) -> None:
    """Sends an instruction past the context."""
    assert isinstance(context, WorkerContext)
    context.send(Instruct(Text("Wait."), math.inf))


@hostile(Outcome.UNAVAILABLE, log="OSError")
def gives_an_error_as_reason(context: Context) -> None:
    """Gives exceptions where texts belong."""
    error = OSError("no such device")
    raise Unavailable(error, remedy=error, detail=repr(error))  # type: ignore[arg-type]


@hostile(Outcome.MEASURED, whole=True)
def measures_again_and_again(context: Context) -> Iterator[Measurement | Gap]:
    """Measures the same metric, and misses another, 500 times."""
    for number in range(500):
        yield NUMBER.measured(number)
        yield TEXT.unavailable("Not now.")
