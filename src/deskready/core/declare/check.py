"""A check: the class that an author writes, and the context that it is given while it runs."""

from collections.abc import Iterator, Mapping
from typing import ClassVar, Protocol

from msgspec import Struct

from deskready.core.declare.cause import Cause
from deskready.core.declare.consent import Consent
from deskready.core.declare.metric import Gap, Measurement, Metric
from deskready.core.declare.option import Option
from deskready.core.declare.teaching import Teaching
from deskready.core.declare.unit import Unit, Value
from deskready.core.declare.use import Use
from deskready.core.words.text import Text, Words, text_of

SENTENCE_LIMIT = 600
"""Characters that an author's longer texts may have."""


class Question(Struct, frozen=True):
    """What a check asks a person."""

    id: str
    """Stable name of the question within the check; answers files use it."""
    text: Words
    """The question, in one or two sentences."""
    choices: tuple[Words, ...] = ()
    """The answers offered; empty asks for a line of text. What comes back are the English words of one."""
    unattended: Words = ""
    """The answer that is taken where nobody is there; a question that has one needs no `Use.PERSON`."""
    permits: bool = False
    """Whether the answer only allows the check to go on, and is no part of what it finds."""


class Unavailable(Exception):  # noqa: N818 - it is no error but an outcome
    """Raised by a check that could not measure: the only way to say so.

    Args:
        reason: Why not, in one sentence that holds no name, address or path; it leaves the machine with the audit.
        remedy: What the person can do, in one sentence.
        detail: More for the log, which stays on the machine: the system's own words, a device's name.
        cause: The fault behind it, where other checks may meet it, too; one of those that the check declares.
    """

    def __init__(self, reason: Words, *, remedy: Words = "", detail: str = "", cause: Cause | None = None) -> None:
        self.reason: Text = text_of(reason, SENTENCE_LIMIT)
        self.remedy: Text = text_of(remedy, SENTENCE_LIMIT)
        self.detail = detail
        self.cause = cause
        super().__init__(self.reason.words)


class Declined(Unavailable):
    """Raised by a check that a person told not to measure: the run counts as left out, not as failed."""


class Context(Protocol):
    """What a running check can ask for and tell."""

    options: Mapping[str, Value]
    """The value of every option that the check declares, validated."""

    @property
    def deadline(self) -> float:
        """The `time.monotonic()` at which the run is ended from outside. Moves while a question is open."""

    @property
    def concluded(self) -> bool:
        """Whether somebody asked to end early, with what there is."""

    def progress(self, fraction: float, text: Words = "") -> None:
        """Tells how far the run is: 0.0 to 1.0, and what it is doing. Sent at most 30 times a second."""

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
        """Adds a point to a plot that is also kept in the audit: at this moment, which makes a live plot.

        `series` tells the plots of a run apart; `title` is what a person reads above it, else the name is shown.
        With `at` it lies there instead, in the unit `along`: so a check shows a spectrum, or anything over no time.
        """

    def instruct(self, text: Words, seconds: float | None = None, script: str = "") -> None:
        """Shows the person what to do ("Please be quiet") and, with `seconds`, for how long. "" takes it away.

        With a `script`, a text that the person reads aloud, it fills the screen. Needs `Use.ROOM`.
        """

    def ask(self, question: Question) -> str:
        """Asks the person and waits for the answer; the clock stops meanwhile.

        Needs `Use.PERSON`, unless the question says what holds unattended.
        """

    def log(self, text: str) -> None:
        """Adds a line to the log that the detail screen shows and that never leaves the machine."""


class Check:
    """Base of every check. Class attributes declare it, and `run` measures.

    Loading the module must stay cheap: heavy imports belong inside `run`.
    """

    id: ClassVar[str]
    """Stable id, such as `internet.speed`: an area and a name."""
    title: ClassVar[Words]
    """Name for people, at most 30 characters."""
    why: ClassVar[Words]
    """Why it matters for customer-service work, in one or two sentences."""
    about: ClassVar[Words] = ""
    """What it finds out, in one sentence; else the first line of the class's docstring."""
    uses: ClassVar[frozenset[Use]] = frozenset()
    """What it needs undisturbed."""
    consent: ClassVar[frozenset[Consent]] = frozenset()
    """What the person is asked about before it runs."""
    default: ClassVar[bool] = True
    """Whether it is part of an audit that selects nothing."""
    place: ClassVar[int] = 50
    """Where it stands, and waits for its turn, among the checks of its area: those with smaller numbers come first."""
    typical_seconds: ClassVar[float] = 1.0
    """How long a run usually takes with the default options, for the time that is shown."""
    limit_seconds: ClassVar[float] = 60.0
    """How long a run may take at most with the default options."""
    limit_memory: ClassVar[int] = 512 * 1024**2
    """Resident bytes that the run's whole process tree may take."""
    metrics: ClassVar[tuple[Metric, ...]]
    """Every metric that it can measure; the first is the one its panel shows largest."""
    remedies: ClassVar[Mapping[Metric, Words]] = {}
    """What to do where a metric does not meet its requirement."""
    options: ClassVar[tuple[Option[Value], ...]] = ()
    """Its settings."""
    causes: ClassVar[tuple[Cause, ...]] = ()
    """Every fault that its gaps and measurements may name."""
    teaches: ClassVar[Teaching | None] = None
    """For a check from whose metrics options of others are learned: what the person is told of them."""

    def run(self, context: Context) -> Iterator[Measurement | Gap]:
        """Measures, and yields each measurement as it is made.

        Raises:
            Unavailable: It could not measure.
        """
        raise NotImplementedError

    @classmethod
    def limit(cls, options: Mapping[str, Value]) -> float:  # noqa: ARG003 - for overriding
        """`limit_seconds` for these options; override where an option sets the length of a phase."""
        return cls.limit_seconds
