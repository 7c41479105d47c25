"""An audit while it lives: every check's state, built from events, and the record of it."""

import uuid
from collections.abc import Iterable, Iterator, Sequence

from msgspec import structs

from deskready.core.audit import event as ev
from deskready.core.audit.check_state import CheckState, Phase
from deskready.core.audit.outcome import Failure, Outcome
from deskready.core.audit.record import SCHEMA, Audit, Machine, Tool
from deskready.core.audit.restore import info_of
from deskready.core.audit.timekeeper import Timekeeper
from deskready.core.audit.track import Track
from deskready.core.declare.check_info import CheckInfo
from deskready.core.judge.causes import Told, tell
from deskready.core.judge.facts import facts_of
from deskready.core.judge.judge import judge
from deskready.core.judge.verdict import Judgement
from deskready.core.profile.profile import Profile
from deskready.core.words.text import Text


class AuditState:
    """One audit while it lives. Events go in by `apply`; snapshots, the judgement and the record come out.

    Attributes:
        broken_off: Whether its program ended while checks were queued or ran; a run that is begun after that ends it.
    """

    def __init__(self, checks: Sequence[CheckInfo], profile: Profile, earlier: Iterable[str] = ()) -> None:
        """An audit that begins now; `earlier` are times that stand in its record already."""
        self._times = Timekeeper(earlier)
        self.id = str(uuid.uuid4())
        self.started = self._times.start
        self.finished = ""
        self.broken_off = False
        self.profile = profile
        self._notes: tuple[Text, ...] = ()
        self._tracks = {info.id: Track(info, self._times.now) for info in checks}
        self._judgement: Judgement | None = None
        self._told = Told((), ())

    @property
    def checks(self) -> tuple[CheckInfo, ...]:
        """Every check of this audit, in order."""
        return tuple(track.state.info for track in self._tracks.values())

    def add(self, infos: Iterable[CheckInfo]) -> None:
        """Takes up checks that a newly chosen profile needs."""
        for info in infos:
            self._tracks.setdefault(info.id, Track(info, self._times.now))
        self._judgement = None

    def use(self, profile: Profile) -> None:
        """Judges by another profile from now on; nothing is measured again."""
        self.profile = profile
        self._judgement = None

    def apply(self, check_id: str, event: ev.Event) -> None:
        """Takes in what happened to a check."""
        track = self._tracks[check_id]
        if isinstance(event, ev.Queued) and not self.running:
            self._times.begin()
            self.broken_off = False
        track.take(event)
        if isinstance(event, ev.Ended):
            self.finished = track.state.last.finished
            self._judgement = None

    def snapshot(self, check_id: str) -> CheckState:
        """A check at this moment."""
        track = self._tracks[check_id]
        ids = {metric.id for metric in track.state.info.metrics}
        judgement = self.judgement
        last = next(run for info, run in self._told.runs if info.id == check_id)
        return structs.replace(
            track.state,
            runs=(*track.state.runs[:-1], last) if track.state.runs else (),
            causes=tuple(story for story in judgement.causes if check_id in story.checks),
            plots=track.plots,
            instruction_left=track.instruction_left,
            verdicts=tuple(verdict for verdict in judgement.verdicts if verdict.metric in ids),
            profile=self.profile.id,
        )

    @property
    def judgement(self) -> Judgement:
        """The audit judged by its profile, as of now."""
        if self._judgement is None:
            runs = ((track.state.info, track.state.last) for track in self._tracks.values())
            self._told = tell(runs)
            self._judgement = judge(self.profile, facts_of(self._told.runs), self._told.stories)
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
        return [run.failure for run in self._tracks[check_id].state.runs[-count:]]

    def seconds_left(self, check_id: str) -> float:
        """Seconds that a check's run, queued or going on, will probably still take, open questions not counted."""
        return self._tracks[check_id].seconds_left

    def phase(self, check_id: str) -> Phase:
        """Where a check stands."""
        return self._tracks[check_id].state.phase

    def record(self, tool: Tool, machine: Machine) -> Audit:
        """The record of the audit as of now; checks that have not ended a run stand in it as not run."""
        judgement = self.judgement
        return Audit(
            schema=SCHEMA,
            tool=tool,
            id=self.id,
            started=self.started,
            finished="" if self.running or self.broken_off else self.finished,
            machine=machine,
            profile=self.profile,
            profile_hash=self.profile.hash,
            readiness=judgement.readiness,
            partial=judgement.partial,
            checks=tuple(track.record() for track in self._tracks.values()),
            verdicts=judgement.verdicts,
            causes=judgement.causes,
            notes=tuple(dict.fromkeys((*self._notes, *self._times.notes))),
        )

    @classmethod
    def restore(cls, audit: Audit, catalogue: Sequence[CheckInfo] = ()) -> "AuditState":
        """A saved audit brought back to life, with the installed declarations where there are any."""
        installed = {info.id: info for info in catalogue}
        infos = [installed.get(record.id) or info_of(record) for record in audit.checks]
        state = cls(infos, audit.profile, _times_in(audit))
        state.id, state.started, state.finished = audit.id, audit.started, audit.finished
        state._notes = audit.notes
        state._tracks = {
            record.id: Track(info, state._times.now, record.runs)
            for info, record in zip(infos, audit.checks, strict=True)
        }
        return state


def _times_in(audit: Audit) -> Iterator[str]:
    yield from (audit.started, audit.finished)
    yield from (run.finished for record in audit.checks for run in record.runs)
