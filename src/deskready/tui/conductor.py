"""What stands between the screens and the session: what changed, how far it is, and who is told of what happens."""

import asyncio
import time
from collections.abc import Callable, Iterable, Sequence

from deskready.core.audit.audit import AuditState
from deskready.core.audit.check_state import CheckState, Phase
from deskready.core.audit.choices import Choices
from deskready.core.audit.event import Asked, Ended, Event, Instruct
from deskready.core.audit.outcome import Outcome
from deskready.core.audit.record import Machine, Tool
from deskready.core.audit.worktime import WorkTime
from deskready.core.declare.catalogue import Catalogue
from deskready.core.declare.check_info import CheckInfo
from deskready.core.errors import DeskreadyError
from deskready.core.words.published import published
from deskready.core.words.text import NOTHING, Text
from deskready.desk.keeping import AuditKeeper
from deskready.desk.session import Session
from deskready.engine.aside import aside
from deskready.engine.estimate import estimate
from deskready.engine.run.job import Executor
from deskready.tui.view.head import HeadState
from deskready.tui.view.hint import RUNNING_HINT, hint
from deskready.tui.view.marks import passed


class Conductor:
    """One audit on screen.

    Attributes:
        session: The audit and its schedule.
        changed: Ids of checks whose panels are out of date.
        rounds: How often everything that was queued has ended.
        frozen: What is said where nothing can be run ("made on another computer"), or nothing.
        lost: Why not all that was measured is kept, after closing, or nothing.
        origin: Where a re-opened audit comes from, for the head bar.
        beginning: Held while the person is asked what a run may do.
        at_end: What to do once when a check's run ends, by check id.
        on_asked: Told of every question.
        on_script: Told of every text that the person is to read aloud.
        on_ended: Told of every run that has ended.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        state: AuditState,
        executor: Executor,
        machine: Machine,
        keeper: AuditKeeper | None,
        tool: Tool | None = None,
    ) -> None:
        from deskready import __version__

        tool = tool or Tool("deskready", __version__)
        self.session = Session(catalogue, state, executor, self._heard, tool, machine, keeper)
        self._keeper = keeper
        self.changed: set[str] = set()
        self.rounds = 0
        self.frozen: Text = NOTHING
        self.lost: Text = NOTHING
        self.origin: Text = NOTHING
        self.beginning = asyncio.Lock()
        self.at_end: dict[str, Callable[[], None]] = {}
        self.on_asked: Callable[[str, Asked], None] = lambda _check, _asked: None
        self.on_script: Callable[[str], None] = lambda _check: None
        self.on_ended: Callable[[str], None] = lambda _check: None
        self._batch: set[str] = set()
        self._begun = time.monotonic()
        self._work = WorkTime()

    @property
    def state(self) -> AuditState:
        """The audit."""
        return self.session.state

    def snapshot(self, check_id: str) -> CheckState:
        """One check at this moment."""
        return self.state.snapshot(check_id)

    def run(self, infos: Iterable[CheckInfo], *, asked_for: bool = False) -> None:
        """Queues checks; counts them as one run with those that still go on.

        Raises:
            UsageError: An option does not fit.
        """
        if not self.state.running:
            self._batch, self._begun, self._work = set(), time.monotonic(), WorkTime()
        infos = list(infos)
        self.session.run(infos, asked_for=asked_for)
        self._batch |= {info.id for info in infos}

    def prefer(self, choices: Choices) -> None:
        """Has these options count as settings from now on."""
        known = self.session.choices.get("settings", {})
        changed = {check_id: {**known.get(check_id, {}), **values} for check_id, values in choices.items()}
        self.session.choices["settings"] = {**known, **changed}

    def phase(self, check_id: str | None) -> Phase | None:
        """Where a check stands; None where none is named."""
        return self.state.phase(check_id) if check_id else None

    @property
    def at_rest(self) -> bool:
        """Whether a run could be begun."""
        return not self.frozen and not self.state.running

    async def close(self) -> None:
        """Stops everything and files what was measured."""
        await self.session.close()
        if self._keeper is not None:
            try:
                await aside(self._keeper.close, self.session.record())
            except DeskreadyError as error:
                self.lost = error.said

    def head(self) -> HeadState:
        """What the head bar shows."""
        states = self.state.bare_states
        running = self.state.running
        counted = [state for state in states if not running or state.info.id in self._batch]
        ended = [state for state in counted if state.phase is Phase.IDLE and state.outcome is not Outcome.NOT_RUN]
        left = self._left(counted) if running else 0.0
        elapsed, work = time.monotonic() - self._begun, self._work.seconds
        anything = any(state.outcome is not Outcome.NOT_RUN for state in states)
        profile = self.state.profile
        return HeadState(
            profile=published(profile.id, "title", profile.title),
            done=len(ended),
            total=len(counted),
            running=running,
            elapsed=elapsed,
            left=left,
            judgement=self.state.judgement if anything else None,
            hint=self._hint(states),
            origin=self.origin,
            fraction=work / (work + left) if running and work + left > 0 else 1.0,
            open=tuple(dict.fromkeys(mark for state in states for mark in state.marks)),
        )

    def _left(self, states: Sequence[CheckState]) -> float:
        """Seconds that the run will probably still take."""
        return estimate(
            (state.info.uses, self.state.seconds_left(state.info.id))
            for state in states
            if state.phase is not Phase.IDLE
        )

    def _count(self) -> None:
        """Has the work go on while a check does; where each that runs waits for an answer, it stands still."""
        going = [state for state in self.state.bare_states if state.phase is Phase.RUNNING]
        if going and all(state.question is not None for state in going):
            self._work.stand_still()
        else:
            self._work.go_on()

    def _hint(self, states: Sequence[CheckState]) -> Text:
        """What the person can do next."""
        if self.state.running:
            told = next((self.snapshot(state.info.id).told for state in states if state.instruction), NOTHING)
            return told or RUNNING_HINT
        if self.session.trouble:
            return self.session.trouble
        outcomes = {state.outcome for state in states}
        to_fix = not all(passed(self.snapshot(state.info.id)) for state in states)
        judgement = self.state.judgement
        cause = judgement.causes[0].cause if judgement.causes else None
        said = (cause.title, cause.remedy) if cause else (NOTHING, NOTHING)
        return hint(outcomes, said, frozen=self.frozen, to_fix=to_fix, partial=judgement.partial)

    def _heard(self, check_id: str, event: Event) -> None:
        self.changed.add(check_id)
        self._count()
        if isinstance(event, Asked):
            self.on_asked(check_id, event)
        if isinstance(event, Instruct) and event.script:
            self.on_script(check_id)
        if isinstance(event, Ended):
            self.rounds += not self.state.running
            if (at_end := self.at_end.pop(check_id, None)) is not None:
                at_end()
            self.on_ended(check_id)
