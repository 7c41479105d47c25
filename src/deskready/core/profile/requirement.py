"""A requirement: one line of a profile, and the bands it cuts a metric's values into."""

import math
from enum import StrEnum
from typing import Protocol

from msgspec import Struct

from deskready.core.declare.metric import Measurement
from deskready.core.declare.unit import Value
from deskready.core.words.text import NOTHING, Text


class Level(StrEnum):
    """What follows from a line that is not met."""

    REQUIRED = "required"
    """Failing it means not ready; not measuring it means undecided."""
    WHEN_MEASURED = "when measured"  # no words: as in profiles
    """Failing it means not ready; not measuring it means nothing."""
    ADVISORY = "advisory"
    """Anything but a pass is a warning."""


class Band(StrEnum):
    """Where a value lies."""

    FAIL = "fail"
    WARN = "warn"
    PASS = "pass"


class Requirement(Struct, frozen=True, omit_defaults=False):
    """One line of a profile. Numbers are in the metric's unit; a limit belongs to the better band."""

    metric: str
    """The metric's id."""
    minimum: int | float | None = None
    """Worse (lower) than this fails."""
    maximum: int | float | None = None
    """Worse (higher) than this fails. A line has a minimum or a maximum, never both."""
    recommended: Value | tuple[Value, ...] | None = None
    """From here (or among these) it passes; between the limit and here it warns."""
    allowed: tuple[Value, ...] | None = None
    """For texts and yes/no: anything else fails."""
    level: Level = Level.REQUIRED
    """What follows from not meeting it."""
    better: str = ""
    """`higher` or `lower` for a line that has only a recommended number."""
    source: str = ""
    """Who asks for it: document, page, date."""
    note: str = ""
    """What the profile's publisher adds, in one sentence."""
    unit: str = ""
    """The unit of its numbers, for showing it where the metric is not installed."""
    label: Text = NOTHING
    """The metric's name, likewise."""


def band(requirement: Requirement, measurement: Measurement) -> tuple[Band, bool]:
    """The band of a measurement, and whether it is borderline: its interval contains the limit.

    Every value has exactly one band, and the band never gets better when low, value and high all get worse.
    """
    if isinstance(measurement.value, str | bool):
        return _band_of_choice(requirement, measurement.value), False
    low = measurement.value if measurement.low is None else measurement.low
    high = measurement.value if measurement.high is None else measurement.high
    if measurement.least:  # nothing is known of how much more it may be
        high = math.inf
    limit, recommended = requirement.minimum, requirement.recommended
    if lower_is_better(requirement):
        low, high = -high, -low
        limit = None if requirement.maximum is None else -requirement.maximum
        recommended = -recommended if isinstance(recommended, int | float) else None
    if limit is not None and high < limit:
        return Band.FAIL, False
    if limit is not None and low < limit:
        return Band.WARN, True
    if isinstance(recommended, int | float) and low < recommended:
        return Band.WARN, False
    return Band.PASS, False


def comparable(requirement: Requirement, measurement: Measurement) -> bool:
    """Whether a measurement is of the sort that the line compares: the same unit, and the same kind of value.

    A profile and a check that come from different places can disagree; such a line is never met by accident.
    """
    if requirement.unit and requirement.unit != measurement.unit:
        return False
    choices = choices_of(requirement)
    if isinstance(measurement.value, str | bool):
        numbers = requirement.minimum is not None or requirement.maximum is not None
        return not numbers and any(type(choice) is type(measurement.value) for choice in choices)
    limited = requirement.minimum is not None or requirement.maximum is not None or requirement.better != ""
    return limited and all(isinstance(choice, int | float) and not isinstance(choice, bool) for choice in choices)


def choices_of(requirement: Requirement) -> tuple[Value, ...]:
    """Every value that the line names besides its limits."""
    wanted = requirement.recommended
    recommended = () if wanted is None else wanted if isinstance(wanted, tuple) else (wanted,)
    return (*(requirement.allowed or ()), *recommended)


class Limits(Protocol):
    """Anything with a minimum and a maximum: a requirement, or the verdict on one."""

    @property
    def minimum(self) -> float | None:
        """Lower than this fails."""

    @property
    def maximum(self) -> float | None:
        """Higher than this fails."""


def has_limit(limits: Limits) -> bool:
    """Whether there is a number that fails when passed."""
    return limits.minimum is not None or limits.maximum is not None


def passes_limit(limits: Limits | None, value: float) -> bool:
    """Whether a value lies on the failing side."""
    if limits is None:
        return False
    below = limits.minimum is not None and value < limits.minimum
    return below or (limits.maximum is not None and value > limits.maximum)


def lower_is_better(requirement: Requirement) -> bool:
    """Whether smaller numbers meet the requirement."""
    return requirement.maximum is not None or (requirement.minimum is None and requirement.better == "lower")


def _band_of_choice(requirement: Requirement, value: Value) -> Band:
    if requirement.allowed is not None and value not in requirement.allowed:
        return Band.FAIL
    wanted = requirement.recommended
    if wanted is None or value == wanted or (isinstance(wanted, tuple) and value in wanted):
        return Band.PASS
    return Band.WARN
