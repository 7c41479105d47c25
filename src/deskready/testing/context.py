"""A context for unit tests: runs a check in this process and records what it tells."""

import time
from collections.abc import Mapping

from deskready.core.audit.event import Asked, Event, Instruct, Logged, Measured, Missing, Progress, Sample
from deskready.core.declare.check import Check, Question
from deskready.core.declare.metric import Gap, Measurement
from deskready.core.declare.unit import Unit, Value
from deskready.core.words.say import say
from deskready.core.words.text import Words, text_of
from deskready.core.words.values import show_measurement


class RecordingContext:
    """A `Context` without a parent process. Not for hostile checks: nothing here can stop one.

    Attributes:
        events: Everything the check told, in order.
        answers: What the person would answer, by the question's id.
    """

    def __init__(
        self,
        options: Mapping[str, Value] | None = None,
        answers: Mapping[str, str] | None = None,
        seconds: float = 60.0,
    ) -> None:
        self.options: Mapping[str, Value] = dict(options or {})
        self.answers = dict(answers or {})
        self.events: list[Event] = []
        self.concluded = False
        self.deadline = time.monotonic() + seconds
        self._begun = time.monotonic()

    def progress(self, fraction: float, text: Words = "") -> None:
        """Records a `Progress`."""
        self.events.append(Progress(fraction, text_of(text)))

    def sample(
        self,
        series: str,
        value: float,
        unit: Unit = Unit.NONE,
        *,
        title: Words = "",
        at: float | None = None,
        along: Unit = Unit.NONE,
    ) -> None:
        """Records a `Sample`."""
        place = time.monotonic() - self._begun if at is None else at
        self.events.append(Sample(series, place, value, unit.value, along.value, text_of(title)))

    def instruct(self, text: Words, seconds: float | None = None, script: str = "") -> None:
        """Records an `Instruct`."""
        self.events.append(Instruct(text_of(text), seconds, script))

    def ask(self, question: Question) -> str:
        """Records an `Asked` and answers from `answers`, else as unattended; KeyError where there is no answer."""
        self.events.append(Asked(question))
        if question.unattended:
            return self.answers.get(question.id, text_of(question.unattended).words)
        return self.answers[question.id]

    def log(self, text: str) -> None:
        """Records a `Logged`."""
        self.events.append(Logged(text))


def run_check(
    check: type[Check], options: Mapping[str, Value] | None = None, context: RecordingContext | None = None
) -> tuple[dict[str, Measurement], dict[str, Gap], RecordingContext]:
    """Runs a check here and now, with its declared defaults under `options`.

    Returns:
        Its measurements and its gaps, each by metric id, and the context with all it told.

    Raises:
        Unavailable: As the check raised it.
    """
    context = context or RecordingContext()
    context.options = {option.name: option.default for option in check.options} | dict(options or {})
    measurements: dict[str, Measurement] = {}
    gaps: dict[str, Gap] = {}
    for found in check().run(context):
        if isinstance(found, Gap):
            gaps[found.metric] = found
            context.events.append(Missing(found))
        else:
            measurements[found.metric] = found
            context.events.append(Measured(found))
    return measurements, gaps, context


def shown(measurement: Measurement) -> str:
    """A measurement as a person reads it: "3 h 19 min"."""
    return say(show_measurement(measurement))
