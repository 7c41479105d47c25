"""One check at one moment: the immutable state that a panel shows."""

from enum import StrEnum

from msgspec import Struct, structs

from deskready.core.audit import event as ev
from deskready.core.audit.outcome import Outcome
from deskready.core.audit.run import Run
from deskready.core.clean import LOG_LIMIT
from deskready.core.declare.check import Question
from deskready.core.declare.check_info import CheckInfo
from deskready.core.declare.consent import OpenMark, open_marks
from deskready.core.judge.causes import Story
from deskready.core.judge.verdict import Verdict
from deskready.core.words.message import message
from deskready.core.words.text import NOTHING, Quantity, Text

_LEFT = message("instruction.left", "{instruction}  {seconds} left")


class Phase(StrEnum):
    """Where a check stands in the running audit."""

    IDLE = "idle"
    QUEUED = "queued"
    RUNNING = "running"


class Plot(Struct, frozen=True):
    """The newest points of a live series, or a curve along something else than time."""

    title: Text
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
    runs: tuple[Run, ...] = ()
    """Its ended runs, oldest first; the last counts."""
    going: Run = Run()
    """The run that is queued or goes on, as far as it has told."""
    fraction: float = 0.0
    """Progress of that run, 0.0 to 1.0."""
    activity: Text = NOTHING
    """What that run is doing."""
    instruction: Text = NOTHING
    """What the person should do now."""
    instruction_seconds: float | None = None
    """For how long."""
    instruction_left: int | None = None
    """Whole seconds of it that are left."""
    script: str = ""
    """What the person reads aloud meanwhile."""
    question: Question | None = None
    """What the person is asked."""
    limit_seconds: float = 0.0
    """How long the run that goes on may take."""
    plots: tuple[Plot, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    """The verdicts on this check's metrics."""
    causes: tuple[Story, ...] = ()
    """The faults that something of it hangs on."""
    profile: str = ""
    """Id of the profile that they follow from."""

    @property
    def last(self) -> Run:
        """The run that counts; one that was not run where there is none."""
        return self.runs[-1] if self.runs else Run()

    @property
    def shown(self) -> Run:
        """The run that goes on, else the last."""
        return self.last if self.phase is Phase.IDLE else self.going

    @property
    def outcome(self) -> Outcome:
        """How the last run ended."""
        return self.last.outcome

    @property
    def told(self) -> Text:
        """What the person should do now, and how much longer."""
        left = self.instruction_left
        return self.instruction if left is None else _LEFT(instruction=self.instruction, seconds=Quantity(left, "s"))

    @property
    def marks(self) -> tuple[OpenMark, ...]:
        """What says that it may hear or see the person: while it runs and was allowed to, except while it asks."""
        if self.phase is not Phase.RUNNING or self.question is not None:
            return ()
        return open_marks(self.info.consent)


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
        case ev.Answered():
            return structs.replace(state, question=None)
        case ev.Measured():
            kept = tuple(m for m in state.going.measurements if m.metric != event.measurement.metric)
            going = structs.replace(state.going, measurements=(*kept, event.measurement))
            return structs.replace(state, going=going, question=None)
        case ev.Missing():
            kept_gaps = tuple(gap for gap in state.going.gaps if gap.metric != event.gap.metric)
            return structs.replace(
                state, going=structs.replace(state.going, gaps=(*kept_gaps, event.gap)), question=None
            )
        case ev.Logged():
            log = (state.going.log + event.text + "\n")[-LOG_LIMIT:]
            return structs.replace(state, going=structs.replace(state.going, log=log))
        case _:
            return state
