"""What judging takes and gives: facts in, verdicts out."""

from enum import StrEnum

from msgspec import Struct

from deskready.core.audit.outcome import Outcome
from deskready.core.declare.metric import Measurement
from deskready.core.declare.unit import Value
from deskready.core.judge.causes import Story
from deskready.core.profile.requirement import Level
from deskready.core.words.text import NOTHING, Text


class Mark(StrEnum):
    """The verdict on one requirement."""

    PASS = "pass"
    WARN = "warn"
    FAIL = "fail"
    UNKNOWN = "unknown"
    SKIPPED = "skipped"


class Readiness(StrEnum):
    """The verdict on the whole audit."""

    READY = "ready"
    WARNINGS = "ready with warnings"  # no words: as in the record
    NOT_READY = "not ready"  # no words: as in the record
    UNDECIDED = "undecided"


class Fact(Struct, frozen=True):
    """What an audit knows of one metric: its measurement, or why there is none."""

    outcome: Outcome
    """How the run of the metric's check ended; an earlier measurement does not count."""
    measurement: Measurement | None = None
    reason: Text = NOTHING
    """Why there is no measurement, in one sentence."""
    remedy: Text = NOTHING
    """What to do: to get a measurement, or to meet the requirement where it is not met."""


class Verdict(Struct, frozen=True):
    """The verdict on one requirement, with all that is needed to show it."""

    metric: str
    verdict: Mark
    borderline: bool
    """The interval contains the limit: measure again."""
    minimum: int | float | None
    maximum: int | float | None
    allowed: tuple[Value, ...] | None
    recommended: Value | tuple[Value, ...] | None
    level: Level
    message: Text
    """The verdict in one sentence."""
    remedy: Text
    """What to do, or "" where it passes."""
    source: str
    """Who asks for it."""
    unit: str = ""
    """The unit of its numbers."""


class Judgement(Struct, frozen=True):
    """An audit judged against a profile."""

    readiness: Readiness
    verdicts: tuple[Verdict, ...]
    partial: bool
    """Not everything that the profile needs was run."""
    causes: tuple[Story, ...] = ()
    """The faults behind what was found, the one on which most hangs first."""
