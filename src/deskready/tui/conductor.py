"""What stands between the screens and the session: what is selected to run, what changed, and how far it is."""

import asyncio
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress

from deskready.core.audit.audit import AuditState
from deskready.core.audit.check_state import CheckState, Phase
from deskready.core.audit.choices import Choices, policies_of
from deskready.core.audit.event import Asked, Ended, Event, Instruct
from deskready.core.audit.outcome import Outcome
from deskready.core.audit.record import Machine, Tool
from deskready.core.declare.catalogue import Catalogue
from deskready.core.declare.check import Consent
from deskready.core.declare.check_info import CheckInfo
from deskready.core.declare.consent import CONSENT_TEXT
from deskready.core.declare.policy import Policy
from deskready.core.errors import DeskreadyError
from deskready.core.judge.judge import worst
from deskready.core.judge.verdict import Mark
from deskready.desk import learned as calibrating
from deskready.desk.keeping import AuditKeeper
from deskready.desk.session import Session
from deskready.engine.estimate import estimate
from deskready.engine.run.job import Executor
from deskready.tui.view.palette import state_mark
from deskready.tui.widgets.headbar import HeadState

_REDO = (Outcome.NOT_RUN, Outcome.CANCELLED)
"""Outcomes after which a resumed audit runs a check."""


class Conductor:
    """One audit on screen.

    Attributes:
        session: The audit and its schedule.
        changed: Ids of checks whose panels are out of date.
        rounds: How often everything that was queued has ended.
        frozen: Why nothing can be run ("made on another computer"), or "".
        origin: Where a re-opened audit comes from, for the head bar.
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
        self.frozen = ""
        self.origin = ""
        self.on_asked: Callable[[str, Asked], None] = lambda _check, _asked: None
        self.on_script: Callable[[str], None] = lambda _check: None
        self.on_ended: Callable[[str], None] = lambda _check: None
        self._batch: set[str] = set()
        self._begun = time.monotonic()

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
            self._batch, self._begun = set(), time.monotonic()
        infos = list(infos)
        self.session.run(infos, asked_for=asked_for)
        self._batch |= {info.id for info in infos}

    def prefer(self, choices: Choices) -> None:
        """Has these options count as settings from now on."""
        known = self.session.choices.get("settings", {})
        changed = {check_id: {**known.get(check_id, {}), **values} for check_id, values in choices.items()}
        self.session.choices["settings"] = {**known, **changed}

    def skip_refused(self, infos: Iterable[CheckInfo], refused: Iterable[Consent]) -> list[CheckInfo]:
        """Files checks that need something the person refused as skipped; returns the others."""
        allowed = []
        said_no = set(refused)
        for info in infos:
            reasons = sorted(info.consent & said_no)
            if reasons:
                text = CONSENT_TEXT[reasons[0]]
                self.session.skip([info], text.skipped, text.remedy)
            else:
                allowed.append(info)
        return allowed

    def policies(self, infos: Iterable[CheckInfo]) -> dict[str, tuple[Policy, list[str]]]:
        """The policies of third parties that runs of these checks depend on, with the checks' titles.

        Raises:
            UsageError: An option does not fit.
        """
        found: dict[str, tuple[Policy, list[str]]] = {}
        for info in infos:
            for policy in policies_of(info, self.session.options_of(info)):
                found.setdefault(policy.name, (policy, []))[1].append(info.title)
        return found

    def to_resume(self) -> list[CheckInfo]:
        """The checks of a broken-off audit that have yet to be run."""
        return [info for info in self.state.checks if self.state.outcome(info.id) in _REDO]

    def to_redo(self) -> list[CheckInfo]:
        """The checks that did not pass."""
        return [info for info in self.state.checks if not self._passed(self.snapshot(info.id))]

    def worst_check(self) -> str | None:
        """The check that most needs attention: the first of those with the worst verdict; None where all pass."""
        marks = {info.id: state_mark(self.snapshot(info.id)) for info in self.state.checks}
        judged = {check_id: mark for check_id, mark in marks.items() if mark not in (None, Mark.PASS)}
        worst_mark = worst(mark for mark in judged.values() if mark is not None) if judged else None
        return next((check_id for check_id, mark in judged.items() if mark is worst_mark), None)

    def _passed(self, state: CheckState) -> bool:
        mark = state_mark(state)
        return mark is Mark.PASS or (mark is None and state.outcome is Outcome.MEASURED)

    def can(self, action: str, selected: str | None) -> bool:
        """Whether a command is possible now, with that check selected."""
        match action:
            case "rerun":
                return not self.frozen and self._phase(selected) is Phase.IDLE
            case "rerun_failed":
                return self._at_rest and any(not self._passed(self.snapshot(info.id)) for info in self.state.checks)
            case "run_all":
                return self._at_rest and bool(self.state.checks)
            case "ask_again":
                return self._at_rest and any(info.consent for info in self.state.checks)
            case "calibrate":
                return self._at_rest and self.calibration is not None
            case "cancel":
                return self._phase(selected) in (Phase.QUEUED, Phase.RUNNING)
            case "conclude":
                return self._phase(selected) is Phase.RUNNING
            case "cancel_all":
                return self.state.running
        return True

    @property
    def calibration(self) -> CheckInfo | None:
        """The check that calibrates the microphone, where it is installed and a check of this audit uses it."""
        if not calibrating.users(self.state.checks):
            return None
        return next((info for info in self.session.catalogue.checks if info.id == calibrating.CHECK_ID), None)

    def to_run(self) -> list[CheckInfo]:
        """Every check of the audit; a calibration is none that somebody runs beside others."""
        return [info for info in self.state.checks if info.id != calibrating.CHECK_ID]

    def _phase(self, check_id: str | None) -> Phase | None:
        return self.state.phase(check_id) if check_id else None

    @property
    def _at_rest(self) -> bool:
        """Whether a run could be begun."""
        return not self.frozen and not self.state.running

    async def close(self) -> None:
        """Stops everything and files what was measured."""
        await self.session.close()
        if self._keeper is not None:
            with suppress(DeskreadyError):  # the partial file stays, and is offered the next time
                await asyncio.to_thread(self._keeper.close, self.session.record())

    def head(self) -> HeadState:
        """What the head bar shows."""
        states = self.state.bare_states
        running = self.state.running
        counted = [state for state in states if not running or state.info.id in self._batch]
        ended = [state for state in counted if state.phase is Phase.IDLE and state.outcome is not Outcome.NOT_RUN]
        left = self._left(counted) if running else 0.0
        elapsed = time.monotonic() - self._begun
        anything = any(state.outcome is not Outcome.NOT_RUN for state in states)
        return HeadState(
            profile=self.state.profile.title,
            done=len(ended),
            total=len(counted),
            running=running,
            elapsed=elapsed,
            left=left,
            judgement=self.state.judgement if anything else None,
            hint=self._hint(states),
            origin=self.origin,
            fraction=elapsed / (elapsed + left) if running and elapsed + left > 0 else 1.0,
            listening=any(state.listening for state in states),
        )

    @staticmethod
    def _left(states: Sequence[CheckState]) -> float:
        """Seconds that the run will probably still take."""
        return estimate(
            (state.info.uses, max(0.5, state.info.typical_seconds * (1 - state.fraction)))
            for state in states
            if state.phase is not Phase.IDLE
        )

    def _hint(self, states: Sequence[CheckState]) -> str:
        """What the person can do next, in one line."""
        if self.state.running:
            told = next((self.snapshot(state.info.id).told for state in states if state.instruction), "")
            return told or "Enter looks at a check, x cancels it, X cancels all."
        if self.session.trouble:
            return self.session.trouble
        if self.frozen:
            return f"{self.frozen} It can be read and judged by another profile (p)."
        if states and all(state.outcome is Outcome.SKIPPED for state in states):
            return "Everything was left out. c changes what is allowed, a runs all checks."
        if all(state.outcome is Outcome.NOT_RUN for state in states):
            return "a runs all checks; r runs the selected one."
        if self.can("rerun_failed", None):
            if self.state.judgement.partial:
                return "Not everything was run: f runs the rest, c changes what is allowed, s saves."
            return "Next: Enter shows how to fix it, f reruns what did not pass, s saves."
        return "Next: s saves the result as a file that you can send."

    def _heard(self, check_id: str, event: Event) -> None:
        self.changed.add(check_id)
        if isinstance(event, Asked):
            self.on_asked(check_id, event)
        if isinstance(event, Instruct) and event.script:
            self.on_script(check_id)
        if isinstance(event, Ended):
            self.rounds += not self.state.running
            self.on_ended(check_id)
