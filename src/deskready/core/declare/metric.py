"""A metric: one declared quantity that a check can measure, and a measurement of it."""

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct

from deskready.core.clean import NUMBER_LIMIT, clean
from deskready.core.declare.cause import Cause
from deskready.core.declare.privacy import Privacy
from deskready.core.declare.unit import Unit, Value
from deskready.core.errors import CheckError
from deskready.core.words.text import NOTHING, Text, Words, text_of


class Better(StrEnum):
    """Which direction of a metric is better."""

    HIGHER = "higher"
    LOWER = "lower"
    NONE = "none"


class Kind(StrEnum):
    """What sort of value a metric holds."""

    NUMBER = "number"
    TEXT = "text"
    FLAG = "flag"


class Measurement(Struct, frozen=True):
    """One metric's value from one run."""

    metric: str
    """The metric's id."""
    label: Text
    """The metric's name for people."""
    value: Value
    """The value, in `unit`."""
    unit: str = ""
    """The unit, as in `Unit`."""
    low: float | None = None
    """Lower end of the interval that holds the true value, or None where no interval makes sense."""
    high: float | None = None
    """Upper end of that interval."""
    samples: int | None = None
    """How many samples the value rests on."""
    method: Text = NOTHING
    """How it was obtained, in a few words."""
    self_reported: bool = False
    """Whether a person said it, and no instrument."""
    privacy: Privacy = Privacy.PUBLIC
    """Who may see it."""
    least: bool = False
    """Whether all that is known is that it is no less: `value` is its own `low`."""
    said: Text = NOTHING
    """How a text value reads, where it is a sentence or a word of ours; `value` is its English words."""
    surer: Text = NOTHING
    """What would make the interval narrower, in one sentence: told where a limit lies inside it."""
    cause: Cause | None = None
    """The fault that the value comes of."""
    denies: tuple[str, ...] = ()
    """Ids of causes that it rules out: where another check met one of them, the value is left out."""


class Gap(Struct, frozen=True):
    """A metric that could not be measured in a run that measured others."""

    metric: str
    """The metric's id."""
    reason: Text
    """Why not, in one sentence."""
    remedy: Text = NOTHING
    """What to do about it, in one sentence."""
    cause: Cause | None = None
    """The fault that it comes of, where other checks may meet it, too."""


class Metric(Struct, frozen=True):
    """A declared quantity."""

    id: str
    """Stable id such as `internet.download`; dotted lower-case words."""
    label: Words
    """Name for people, such as "Download"."""
    unit: Unit = Unit.NONE
    """Unit of its values."""
    better: Better = Better.NONE
    """Which direction is better."""
    kind: Kind = Kind.NUMBER
    """What sort of value it holds."""
    privacy: Privacy = Privacy.PUBLIC
    """Who may see its values."""

    def measured(
        self,
        value: Value | Text,
        *,
        low: float | None = None,
        high: float | None = None,
        samples: int | None = None,
        method: Words = "",
        self_reported: bool = False,
        least: bool = False,
        surer: Words = "",
        cause: Cause | None = None,
        denies: Iterable[Cause] = (),
    ) -> Measurement:
        """A measurement of this metric.

        Args:
            value: In the metric's unit and of its kind; a sentence of yours as a text.
            low: Lower end of the interval that holds the true value.
            high: Upper end of that interval.
            samples: How many samples it rests on.
            method: How it was obtained, in a few words.
            self_reported: Whether a person said it.
            least: Whether all that is known is that it is no less; `value` is its own `low` then.
            surer: What would make the interval narrower, in one sentence; else the person is told to measure again.
            cause: The fault that it comes of.
            denies: Causes that it rules out.

        Raises:
            CheckError: The value is of another kind, not finite, or outside its own interval.
        """
        measurement = Measurement(
            metric=self.id,
            label=text_of(self.label),
            value=value.words if isinstance(value, Text) else clean(value) if isinstance(value, str) else value,
            unit=self.unit.value,
            low=low,
            high=high,
            samples=samples,
            method=text_of(method),
            self_reported=self_reported,
            privacy=self.privacy,
            least=least,
            said=value if isinstance(value, Text) else NOTHING,
            surer=text_of(surer),
            cause=cause,
            denies=tuple(each.id for each in denies),
        )
        self.verify(measurement)
        return measurement

    def unavailable(self, reason: Words, *, remedy: Words = "", cause: Cause | None = None) -> Gap:
        """Says that this metric, unlike the check's others, could not be measured in this run."""
        return Gap(self.id, text_of(reason), text_of(remedy), cause)

    def verify(self, measurement: Measurement) -> None:
        """Checks a measurement against this declaration.

        Raises:
            CheckError: It is of another kind, not finite, or outside its own interval.
        """
        value = measurement.value
        fits = {
            Kind.FLAG: isinstance(value, bool),
            Kind.TEXT: isinstance(value, str),
            Kind.NUMBER: isinstance(value, int | float) and not isinstance(value, bool),
        }
        if not fits[self.kind]:
            raise CheckError(f"{self.id} takes a {self.kind} and was given a {type(value).__name__}.")
        numbers = [n for n in (value, measurement.low, measurement.high) if isinstance(n, int | float)]
        if not all(abs(n) < NUMBER_LIMIT for n in numbers):  # NaN is below nothing
            raise CheckError(f"{self.id} was given a number that is not finite or too large.")
        if isinstance(value, str):
            return
        low = value if measurement.low is None else measurement.low
        high = value if measurement.high is None else measurement.high
        if not low <= value <= high:
            raise CheckError(f"{self.id} was given a value outside its own interval.")
