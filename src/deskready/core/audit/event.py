"""What happens to a check while it is run: the messages that a state is built from.

The child process sends most of them as lines of JSON; the engine adds `Queued`, `Answered`, `Noted` and `Ended`.
"""

from msgspec import Struct

from deskready.core.audit.run import Run
from deskready.core.declare.check import Question
from deskready.core.declare.metric import Gap, Measurement
from deskready.core.declare.option import Chosen
from deskready.core.words.text import NOTHING, Text


class Queued(Struct, frozen=True, tag="queued"):
    """The check waits for its turn."""

    options: dict[str, Chosen] = {}
    """The options it will run with."""


class Started(Struct, frozen=True, tag="started"):
    """The check's own code begins."""

    limit_seconds: float
    """How long it may take with these options."""


class Progress(Struct, frozen=True, tag="progress"):
    """How far it is. Newest wins."""

    fraction: float
    """0.0 to 1.0."""
    text: Text = NOTHING
    """What it is doing."""


class Sample(Struct, frozen=True, tag="sample"):
    """One point of a live series, or of a curve over something else than time. Every one is kept."""

    series: str
    """The series' name."""
    t: float
    """Seconds since the run began, or the place in `along`."""
    v: float
    """The value."""
    unit: str = ""
    """Its unit."""
    along: str = ""
    """Unit of `t` where it is no time, such as Hz."""
    title: Text = NOTHING
    """What a person reads above the series; its first point tells it."""


class Instruct(Struct, frozen=True, tag="instruct"):
    """What the person should do now; an empty text takes it away."""

    text: Text
    seconds: float | None = None
    """For how long, or None."""
    script: str = ""
    """What the person reads aloud meanwhile."""


class Asked(Struct, frozen=True, tag="ask"):
    """The check waits for the person's answer."""

    question: Question


class Answered(Struct, frozen=True, tag="answered"):
    """The person has answered, and the check goes on."""


class Logged(Struct, frozen=True, tag="log"):
    """One line for the log."""

    text: str


class Measured(Struct, frozen=True, tag="measured"):
    """One measurement. Every one is kept."""

    measurement: Measurement


class Missing(Struct, frozen=True, tag="missing"):
    """One metric that could not be measured in a run that goes on."""

    gap: Gap


class Noted(Struct, frozen=True, tag="noted"):
    """Something that is to be known of the run that goes on, or of the last where none does. Every one is kept."""

    text: Text


class Ended(Struct, frozen=True, tag="ended"):
    """The run is over."""

    run: Run
    """How it ended; what it told by other events need not stand in it."""


Event = Queued | Started | Progress | Sample | Instruct | Asked | Answered | Logged | Measured | Missing | Noted | Ended
"""Anything that can happen to a check."""
