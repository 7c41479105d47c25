"""A requirement: one line of a profile, and what its limits are."""

from enum import StrEnum
from typing import Protocol, TypedDict

from msgspec import Struct

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
    """The metric's name, for showing it where the metric is not installed."""


class Demands(TypedDict, total=False):
    """What a line asks for, as it goes into its `Requirement`."""

    minimum: int | float | None
    maximum: int | float | None
    recommended: Value | tuple[Value, ...] | None
    allowed: tuple[Value, ...] | None
    better: str


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
