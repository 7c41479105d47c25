"""One check at one moment: the immutable state that a panel shows."""

from enum import StrEnum

from msgspec import Struct, structs

from deskready.core.audit import event as ev
from deskready.core.audit.outcome import Outcome
from deskready.core.audit.record import Attempt
from deskready.core.clean import LOG_LIMIT
from deskready.core.declare.check import Question
from deskready.core.declare.check_info import CheckInfo
from deskready.core.declare.consent import Consent
from deskready.core.declare.metric import Gap, Measurement
from deskready.core.declare.option import Chosen
from deskready.core.judge.verdict import Verdict


class Phase(StrEnum):
    """Where a check stands in the running audit."""

    IDLE = "idle"
    QUEUED = "queued"
    RUNNING = "running"


class Plot(Struct, frozen=True):
    """The newest points of a live series, or a curve along something else than time."""

    name: str
    unit: str
    values: tuple[float, ...]
    along: str = ""
    """The unit of what it goes along, or "" for time."""
    places: tuple[float, ...] = ()
    """Where the values lie, in `along`."""


class CheckState(Struct, frozen=True):
    """One check at one moment: all that a panel shows."""

    info: CheckInfo
    phase: Phase = Phase.IDLE
    outcome: Outcome = Outcome.NOT_RUN
    """How the last run ended."""
    fraction: float = 0.0
    """Progress of the run that goes on, 0.0 to 1.0."""
    activity: str = ""
    """What that run is doing."""
    instruction: str = ""
    """What the person should do now."""
    instruction_seconds: float | None = None
    """For how long."""
    instruction_left: int | None = None
    """Whole seconds of it that are left."""
    script: str = ""
    """What the person reads aloud meanwhile."""
    question: Question | None = None
    """What the person is asked."""
    measurements: tuple[Measurement, ...] = ()
    """Of the run that goes on, else of the last."""
    gaps: tuple[Gap, ...] = ()
    """Likewise."""
    reason: str = ""
    """Why the last run measured nothing."""
    remedy: str = ""
    """What to do about it."""
    seconds: float = 0.0
    """How long the last run took."""
    finished: str = ""
    """When the last run ended."""
    limit_seconds: float = 0.0
    """How long the run that goes on may take."""
    options: dict[str, Chosen] = {}
    plots: tuple[Plot, ...] = ()
    log: str = ""
    attempts: tuple[Attempt, ...] = ()
    """Earlier runs, oldest first."""
    verdicts: tuple[Verdict, ...] = ()
    """The verdicts on this check's metrics."""

    @property
    def told(self) -> str:
        """What the person should do now, and how much longer."""
        left = "" if self.instruction_left is None else f"  {self.instruction_left} s left"
        return f"{self.instruction}{left}"

    @property
    def listening(self) -> bool:
        """Whether the microphone may be open: while a check runs that was allowed to, except while it asks."""
        return self.phase is Phase.RUNNING and Consent.MICROPHONE in self.info.consent and self.question is None


def advance(state: CheckState, event: ev.Event) -> CheckState:
    """The state after an event that changes only what a snapshot shows of the run that goes on."""
    match event:
        case ev.Started():
            return structs.replace(state, phase=Phase.RUNNING, limit_seconds=event.limit_seconds)
        case ev.Progress():
            fraction = min(1.0, max(0.0, event.fraction))
            return structs.replace(state, fraction=fraction, activity=event.text, question=None)
        case ev.Instruct():
            state = structs.replace(state, instruction=event.text, instruction_seconds=event.seconds)
            return structs.replace(state, script=event.script, question=None)
        case ev.Asked():
            return structs.replace(state, question=event.question)
        case ev.Measured():
            kept = tuple(m for m in state.measurements if m.metric != event.measurement.metric)
            return structs.replace(state, measurements=(*kept, event.measurement), question=None)
        case ev.Missing():
            kept_gaps = tuple(gap for gap in state.gaps if gap.metric != event.gap.metric)
            return structs.replace(state, gaps=(*kept_gaps, event.gap), question=None)
        case ev.Logged():
            return structs.replace(state, log=(state.log + event.text + "\n")[-LOG_LIMIT:])
        case _:
            return state
