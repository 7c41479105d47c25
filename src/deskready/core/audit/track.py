"""One check in the course of an audit: its last ended run, the runs before, and the one that goes on."""

import math
import time
from collections.abc import Callable

from msgspec import structs

from deskready.core.audit import event as ev
from deskready.core.audit.check_state import CheckState, Phase, Plot, advance
from deskready.core.audit.outcome import Outcome
from deskready.core.audit.record import CheckRecord
from deskready.core.audit.run import Run
from deskready.core.audit.series import GrowingSeries, Series
from deskready.core.audit.worktime import WorkTime
from deskready.core.declare.check_info import CheckInfo
from deskready.core.declare.option import Chosen
from deskready.core.words.text import Text

PLOT_POINTS = 240
"""Points of a live plot that a snapshot carries: the newest."""
_LEAST_LEFT_SECONDS = 0.5
"""What a run that goes on is always said to take: it may be late, and never early."""


class Track:
    """What is known of one check: its ended runs, and the one that goes on.

    Attributes:
        state: All but the plots of the run that goes on.
        series: Those, while they grow.
    """

    def __init__(self, info: CheckInfo, now: Callable[[], str], runs: tuple[Run, ...] = ()) -> None:
        self.state = CheckState(info, runs=runs)
        self.series: dict[str, GrowingSeries] = {}
        self._now = now
        self._instructed = 0.0
        self._work = WorkTime()
        self._work_at_progress = 0.0

    def _begin(self, options: dict[str, Chosen]) -> None:
        """Clears what the next run will fill."""
        self.series = {}
        self._work, self._work_at_progress = WorkTime(), 0.0
        state = self.state
        self.state = CheckState(state.info, Phase.QUEUED, state.runs, Run(started=self._now(), options=options))

    def _end(self, told: Run) -> None:
        """Files the run as the check's result; of the result before it, log and series go."""
        state, going = self.state, self.state.going
        ended = structs.replace(
            going,
            outcome=told.outcome,
            finished=told.finished or self._now(),
            seconds=round(told.seconds, 3),
            failure=told.failure,
            reason=told.reason,
            remedy=told.remedy,
            cause=told.cause,
            notes=(*going.notes, *told.notes),
            log=told.log or going.log,
            series=tuple(series.freeze() for series in self.series.values()),
        )
        self.series = {}
        earlier = (*state.runs[:-1], *(structs.replace(run, log="", series=()) for run in state.runs[-1:]))
        fraction = 1.0 if told.outcome is Outcome.MEASURED else state.fraction
        self.state = CheckState(
            state.info, runs=(*earlier, ended), fraction=fraction, limit_seconds=state.limit_seconds
        )

    def _note(self, text: Text) -> None:
        """Adds to what is to be known of the run that goes on, else of the last."""
        state = self.state
        if state.phase is Phase.RUNNING:
            self.state = structs.replace(state, going=state.going.noted(text))
        elif state.runs:
            self.state = structs.replace(state, runs=(*state.runs[:-1], state.runs[-1].noted(text)))

    def take(self, event: ev.Event) -> None:
        """Takes in what happened."""
        match event:
            case ev.Queued():
                self._begin(event.options)
            case ev.Sample():
                new = GrowingSeries(event.series, event.unit, event.along, event.title)
                self.series.setdefault(event.series, new).add(event.t, event.v)
            case ev.Noted():
                self._note(event.text)
            case ev.Ended():
                self._end(event.run)
            case ev.Instruct():
                self._instructed = time.monotonic()
                self.state = advance(self.state, event)
            case _:
                self._count(event)
                self.state = advance(self.state, event)

    def _count(self, event: ev.Event) -> None:
        """Counts the time of the run that goes on as its limit is counted: not while a question is open."""
        match event:
            case ev.Started() | ev.Answered():
                self._work.go_on()
            case ev.Asked():
                self._work.stand_still()
            case ev.Progress():
                self._work_at_progress = self._work.seconds

    @property
    def seconds_left(self) -> float:
        """Seconds that the run will probably still take: by its last progress, and by what has passed since then."""
        by_progress = self.state.info.typical_seconds * (1 - self.state.fraction)
        return max(_LEAST_LEFT_SECONDS, by_progress - (self._work.seconds - self._work_at_progress))

    @property
    def instruction_left(self) -> int | None:
        """Whole seconds that are left of what the person was told to do for so long."""
        seconds = self.state.instruction_seconds
        return None if seconds is None else math.ceil(max(0.0, self._instructed + seconds - time.monotonic()))

    @property
    def plots(self) -> tuple[Plot, ...]:
        """The newest points of the run that goes on, else of the last."""
        return tuple(_plot(series) for series in self.series.values() or self.state.last.series)

    def record(self) -> CheckRecord:
        """The check as it stands in the record of the audit."""
        info = self.state.info
        return CheckRecord(
            id=info.id,
            title=info.title,
            why=info.why,
            version=info.origin.version,
            remedies=info.remedies,
            metrics=info.metrics,
            runs=self.state.runs,
        )


def _plot(series: GrowingSeries | Series) -> Plot:
    """The newest points; of a curve along something else than time also where they lie."""
    places = tuple(series.t[-PLOT_POINTS:]) if series.along else ()
    title = series.title or Text(series.name.capitalize())
    return Plot(title, series.unit, tuple(series.v[-PLOT_POINTS:]), series.along, places)
