"""An audit while it lives: every check's state, built from events, and the record of it."""

import uuid
from collections.abc import Iterable, Sequence
from enum import StrEnum

from msgspec import Struct, structs

from deskready.core import event as ev
from deskready.core.check import Question
from deskready.core.check_info import CheckInfo
from deskready.core.clock import now
from deskready.core.facts import facts_of
from deskready.core.judge import judge
from deskready.core.metric import Gap, Measurement
from deskready.core.option import Chosen
from deskready.core.outcome import Failure, Outcome
from deskready.core.profile import Profile
from deskready.core.record import SCHEMA, Attempt, Audit, CheckRecord, Machine, Series, Tool
from deskready.core.restore import attempt_of, info_of
from deskready.core.series import GrowingSeries
from deskready.core.text import LOG_LIMIT
from deskready.core.verdict import Judgement, Verdict

PLOT_POINTS = 240
"""Points of a live plot that a snapshot carries: the newest."""


class Phase(StrEnum):
    """Where a check stands in the running audit."""

    IDLE = "idle"
    QUEUED = "queued"
    RUNNING = "running"


class Plot(Struct, frozen=True):
    """The newest points of a live series."""

    name: str
    unit: str
    values: tuple[float, ...]


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


class _Track:
    """What is known of one check: its last ended run, the runs before, and the one that goes on."""

    def __init__(self, info: CheckInfo) -> None:
        self.state = CheckState(info)
        self.attempt: Attempt | None = None
        self.series: dict[str, GrowingSeries] = {}
        self.kept_series: tuple[Series, ...] = ()

    def begin(self, options: dict[str, Chosen]) -> None:
        """Clears what the next run will fill."""
        self.series = {}
        self.state = structs.replace(
            self.state, phase=Phase.QUEUED, options=options, fraction=0.0, activity="", measurements=(), gaps=(),
            log="", instruction="", instruction_seconds=None, question=None,
        )  # fmt: skip

    def end(self, event: ev.Ended) -> None:
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
            instruction_seconds=None, question=None, reason=event.reason, remedy=event.remedy,
            seconds=self.attempt.seconds, finished=self.attempt.finished, log=event.log or state.log,
            attempts=attempts,
        )  # fmt: skip


class AuditState:
    """One audit while it lives. Events go in by `apply`; snapshots, the judgement and the record come out."""

    def __init__(self, checks: Sequence[CheckInfo], profile: Profile) -> None:
        self.id = str(uuid.uuid4())
        self.started = now()
        self.finished = ""
        self.profile = profile
        self._tracks = {info.id: _Track(info) for info in checks}
        self._judgement: Judgement | None = None

    @property
    def checks(self) -> tuple[CheckInfo, ...]:
        """Every check of this audit, in order."""
        return tuple(track.state.info for track in self._tracks.values())

    def add(self, infos: Iterable[CheckInfo]) -> None:
        """Takes up checks that a newly chosen profile needs."""
        for info in infos:
            self._tracks.setdefault(info.id, _Track(info))
        self._judgement = None

    def use(self, profile: Profile) -> None:
        """Judges by another profile from now on; nothing is measured again."""
        self.profile = profile
        self._judgement = None

    def apply(self, check_id: str, event: ev.Event) -> None:
        """Takes in what happened to a check."""
        track = self._tracks[check_id]
        match event:
            case ev.Queued():
                track.begin(event.options)
            case ev.Sample():
                track.series.setdefault(event.series, GrowingSeries(event.series, event.unit)).add(event.t, event.v)
            case ev.Ended():
                track.end(event)
                self.finished = track.state.finished
                self._judgement = None
            case _:
                track.state = _advance(track.state, event)

    def snapshot(self, check_id: str) -> CheckState:
        """A check at this moment."""
        track = self._tracks[check_id]
        ids = {metric.id for metric in track.state.info.metrics}
        return structs.replace(
            track.state,
            plots=self._plots(track),
            verdicts=tuple(verdict for verdict in self.judgement.verdicts if verdict.metric in ids),
        )

    @staticmethod
    def _plots(track: _Track) -> tuple[Plot, ...]:
        live = track.series.values()
        if live:
            return tuple(Plot(series.name, series.unit, tuple(series.v[-PLOT_POINTS:])) for series in live)
        return tuple(Plot(series.name, series.unit, series.v[-PLOT_POINTS:]) for series in track.kept_series)

    @property
    def judgement(self) -> Judgement:
        """The audit judged by its profile, as of now."""
        if self._judgement is None:
            attempts = ((track.state.info, track.attempt) for track in self._tracks.values())
            self._judgement = judge(self.profile, facts_of(attempts))
        return self._judgement

    @property
    def bare_states(self) -> tuple[CheckState, ...]:
        """Every check at this moment, without its plots and verdicts: cheap, however many there are."""
        return tuple(track.state for track in self._tracks.values())

    @property
    def running(self) -> bool:
        """Whether any check is queued or running."""
        return any(track.state.phase is not Phase.IDLE for track in self._tracks.values())

    def outcome(self, check_id: str) -> Outcome:
        """How a check's last run ended."""
        return self._tracks[check_id].state.outcome

    def last_failures(self, check_id: str, count: int) -> list[Failure | None]:
        """What went wrong in a check's last runs, at most so many, oldest first; None for a run that did not fail."""
        track = self._tracks[check_id]
        runs = (*track.state.attempts, track.attempt) if track.attempt is not None else ()
        return [run.failure for run in runs[-count:]]

    def phase(self, check_id: str) -> Phase:
        """Where a check stands."""
        return self._tracks[check_id].state.phase

    def record(self, tool: Tool, machine: Machine) -> Audit:
        """The record of the audit as of now; checks that have not ended a run stand in it as not run."""
        judgement = self.judgement
        return Audit(
            schema=SCHEMA, tool=tool, id=self.id, started=self.started, finished="" if self.running else self.finished,
            machine=machine, profile=self.profile, profile_hash=self.profile.hash, readiness=judgement.readiness,
            partial=judgement.partial, checks=tuple(_record(track) for track in self._tracks.values()),
            verdicts=judgement.verdicts,
        )  # fmt: skip

    @classmethod
    def restore(cls, audit: Audit, catalogue: Sequence[CheckInfo] = ()) -> "AuditState":
        """A saved audit brought back to life, with the installed declarations where there are any."""
        installed = {info.id: info for info in catalogue}
        state = cls([installed.get(record.id) or info_of(record) for record in audit.checks], audit.profile)
        state.id, state.started, state.finished = audit.id, audit.started, audit.finished
        for record in audit.checks:
            track = state._tracks[record.id]
            track.kept_series = record.series
            track.attempt = attempt_of(record)
            track.state = structs.replace(
                track.state, outcome=record.outcome, reason=record.reason, remedy=record.remedy,
                seconds=record.seconds, finished=record.finished, options=record.options, log=record.log,
                measurements=record.measurements, gaps=record.gaps, attempts=record.attempts,
            )  # fmt: skip
        return state


def _advance(state: CheckState, event: ev.Event) -> CheckState:
    """The state after an event that changes only what a snapshot shows of the run that goes on."""
    match event:
        case ev.Started():
            return structs.replace(state, phase=Phase.RUNNING, limit_seconds=event.limit_seconds)
        case ev.Progress():
            fraction = min(1.0, max(0.0, event.fraction))
            return structs.replace(state, fraction=fraction, activity=event.text)
        case ev.Instruct():
            return structs.replace(state, instruction=event.text, instruction_seconds=event.seconds)
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


def _record(track: _Track) -> CheckRecord:
    info, attempt, state = track.state.info, track.attempt, track.state
    return CheckRecord(
        id=info.id, title=info.title, why=info.why, version=info.origin.version,
        outcome=attempt.outcome if attempt else Outcome.NOT_RUN,
        finished=attempt.finished if attempt else "", seconds=attempt.seconds if attempt else 0.0,
        failure=attempt.failure if attempt else None, reason=attempt.reason if attempt else "",
        remedy=attempt.remedy if attempt else "", options=attempt.options if attempt else {},
        attempts=state.attempts, measurements=attempt.measurements if attempt else (),
        gaps=attempt.gaps if attempt else (), remedies=info.remedies, metrics=info.metrics,
        series=track.kept_series, log=state.log if state.phase is Phase.IDLE else "",
    )  # fmt: skip
