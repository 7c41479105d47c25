"""One check in the course of an audit: its last ended run, the runs before, and the one that goes on."""

import math
import time

from msgspec import structs

from deskready.core.audit import event as ev
from deskready.core.audit.check_state import CheckState, Phase, Plot, advance
from deskready.core.audit.outcome import Outcome
from deskready.core.audit.record import Attempt, CheckRecord, Series
from deskready.core.audit.restore import attempt_of
from deskready.core.audit.series import GrowingSeries
from deskready.core.clock import now
from deskready.core.declare.check_info import CheckInfo
from deskready.core.declare.option import Chosen

PLOT_POINTS = 240
"""Points of a live plot that a snapshot carries: the newest."""


class Track:
    """What is known of one check: its last ended run, the runs before, and the one that goes on."""

    def __init__(self, info: CheckInfo) -> None:
        self.state = CheckState(info)
        self.attempt: Attempt | None = None
        self.series: dict[str, GrowingSeries] = {}
        self.kept_series: tuple[Series, ...] = ()
        self._instructed = 0.0

    def _begin(self, options: dict[str, Chosen]) -> None:
        """Clears what the next run will fill."""
        self.series = {}
        self.state = structs.replace(
            self.state, phase=Phase.QUEUED, options=options, fraction=0.0, activity="", measurements=(), gaps=(),
            log="", instruction="", instruction_seconds=None, script="", question=None,
        )  # fmt: skip

    def _end(self, event: ev.Ended) -> None:
        """Files the run as the check's result, and the result before it as an earlier attempt."""
        state = self.state
        attempts = (*state.attempts, self.attempt) if self.attempt is not None else state.attempts
        fraction = 1.0 if event.outcome is Outcome.MEASURED else state.fraction
        self.attempt = Attempt(
            outcome=event.outcome, finished=event.finished or now(), seconds=round(event.seconds, 3),
            failure=event.failure, reason=event.reason, remedy=event.remedy, options=state.options,
            measurements=state.measurements, gaps=state.gaps,
        )  # fmt: skip
        self.kept_series = tuple(series.freeze() for series in self.series.values())
        self.state = structs.replace(
            state, phase=Phase.IDLE, outcome=event.outcome, fraction=fraction, activity="", instruction="",
            instruction_seconds=None, script="", question=None, reason=event.reason, remedy=event.remedy,
            seconds=self.attempt.seconds, finished=self.attempt.finished, log=event.log or state.log,
            attempts=attempts,
        )  # fmt: skip

    def take(self, event: ev.Event) -> None:
        """Takes in what happened."""
        match event:
            case ev.Queued():
                self._begin(event.options)
            case ev.Sample():
                new = GrowingSeries(event.series, event.unit, event.along)
                self.series.setdefault(event.series, new).add(event.t, event.v)
            case ev.Ended():
                self._end(event)
            case ev.Instruct():
                self._instructed = time.monotonic()
                self.state = advance(self.state, event)
            case _:
                self.state = advance(self.state, event)

    @property
    def instruction_left(self) -> int | None:
        """Whole seconds that are left of what the person was told to do for so long."""
        seconds = self.state.instruction_seconds
        return None if seconds is None else math.ceil(max(0.0, self._instructed + seconds - time.monotonic()))

    @property
    def plots(self) -> tuple[Plot, ...]:
        """The newest points of the run that goes on, else of the last."""
        return tuple(_plot(series) for series in self.series.values() or self.kept_series)

    def record(self) -> CheckRecord:
        """The check as it stands in the record of the audit."""
        info, attempt, state = self.state.info, self.attempt, self.state
        return CheckRecord(
            id=info.id, title=info.title, why=info.why, version=info.origin.version,
            outcome=attempt.outcome if attempt else Outcome.NOT_RUN,
            finished=attempt.finished if attempt else "", seconds=attempt.seconds if attempt else 0.0,
            failure=attempt.failure if attempt else None, reason=attempt.reason if attempt else "",
            remedy=attempt.remedy if attempt else "", options=attempt.options if attempt else {},
            attempts=state.attempts, measurements=attempt.measurements if attempt else (),
            gaps=attempt.gaps if attempt else (), remedies=info.remedies, metrics=info.metrics,
            series=self.kept_series, log=state.log if state.phase is Phase.IDLE else "",
        )  # fmt: skip

    @classmethod
    def restore(cls, info: CheckInfo, record: CheckRecord) -> "Track":
        """A check of a saved audit."""
        track = cls(info)
        track.kept_series = record.series
        track.attempt = attempt_of(record)
        track.state = structs.replace(
            track.state, outcome=record.outcome, reason=record.reason, remedy=record.remedy,
            seconds=record.seconds, finished=record.finished, options=record.options, log=record.log,
            measurements=record.measurements, gaps=record.gaps, attempts=record.attempts,
        )  # fmt: skip
        return track


def _plot(series: GrowingSeries | Series) -> Plot:
    """The newest points; of a curve along something else than time also where they lie."""
    places = tuple(series.t[-PLOT_POINTS:]) if series.along else ()
    return Plot(series.name, series.unit, tuple(series.v[-PLOT_POINTS:]), series.along, places)
