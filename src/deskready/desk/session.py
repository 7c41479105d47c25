"""One audit on this machine: what the full-screen program and the command line both drive."""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from typing import Protocol

from deskready.core.audit.audit import AuditState
from deskready.core.audit.check_state import Phase
from deskready.core.audit.choices import Choices, choose, of_profile
from deskready.core.audit.event import Ended, Event, Noted
from deskready.core.audit.outcome import Failure, Outcome
from deskready.core.audit.record import Audit, Machine, Tool
from deskready.core.audit.run import Run
from deskready.core.audit.selection import needed
from deskready.core.clean import clean
from deskready.core.declare.catalogue import Catalogue
from deskready.core.declare.check_info import CheckInfo
from deskready.core.declare.option import Chosen
from deskready.core.errors import DeskreadyError
from deskready.core.profile.profile import Profile
from deskready.core.words.message import message, sentences, text
from deskready.core.words.text import NOTHING, Name, Text, Words, text_of
from deskready.engine.aside import aside
from deskready.engine.run.job import Executor, Job
from deskready.engine.schedule import Schedule

Listener = Callable[[str, Event], None]
"""Told of every event, with the check's id, after the state has taken it in."""
CRASHES = 3
"""So many crashes in a row, and a check runs only when asked for by name."""
_STRONGEST_FIRST = ("command line", "profile", "settings")  # no words: as in the record
_NOT_KEPT = text("session.not-kept", "This audit is not being kept on this computer.")
_REFUSES = message("session.refuses", "The system refuses: {reason}.")


class Keeper(Protocol):
    """Keeps an audit safe while it runs."""

    def keep(self, audit: Audit) -> None:
        """Writes the audit as of now; called off the event loop."""


class Session:
    """An audit, the schedule that runs it, and the file that keeps it safe.

    Attributes:
        state: The audit; read it, and change it only through this class.
        catalogue: Every installed check.
        choices: Option values by who chose them (`command line`, `settings`), check id and option name.
        agreements: What the person answered to third parties' policies, by the policy's name.
        trouble: Why the audit is not safe on disk, in one sentence with a remedy, or "". It goes on all the same.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        state: AuditState,
        executor: Executor,
        listener: Listener,
        tool: Tool,
        machine: Machine,
        keeper: Keeper | None = None,
    ) -> None:
        self.catalogue = catalogue
        self.state = state
        self.choices: dict[str, Choices] = {}
        self.agreements: dict[str, Chosen] = {}
        self.trouble: Text = NOTHING
        self._listener = listener
        self._tool = tool
        self._machine = machine
        self._keeper = keeper
        self._schedule = Schedule(executor, self._heard)
        self._keeping: asyncio.Task[None] | None = None
        self._changed = False

    def run(self, checks: Iterable[CheckInfo], *, asked_for: bool = False) -> None:
        """Queues checks. One that crashed three times in a row runs only when it was asked for by itself.

        A check that is only known from a saved audit, and not installed here, keeps the result it has.

        Raises:
            UsageError: An option value does not fit; nothing is queued.
        """
        installed = [info for info in checks if info.origin.target]
        wanted = [info for info in installed if asked_for or not self._crashes_always(info)]
        self._schedule.submit([Job(info, self.options_of(info)) for info in wanted])

    def options_of(self, info: CheckInfo) -> dict[str, Chosen]:
        """The options that a run of a check would get now.

        Raises:
            UsageError: A value does not fit.
        """
        layers: Mapping[str, Choices] = {"profile": of_profile(self.state.profile, [info])} | self.choices
        ordered = {name: layers[name] for name in _STRONGEST_FIRST if name in layers}
        return choose(info, ordered, self.agreements)

    def run_all(self) -> None:
        """Queues every check of the audit."""
        self.run(self.state.checks)

    def skip(self, checks: Iterable[CheckInfo], reason: Words, remedy: Words) -> None:
        """Files checks as left out, with the reason."""
        for info in checks:
            left = Run(Outcome.SKIPPED, reason=text_of(reason), remedy=text_of(remedy))
            self._heard(info.id, Ended(left))

    def use(self, profile: Profile) -> None:
        """Judges by another profile from now on, and takes up the checks that it needs."""
        self.state.use(profile)
        self.state.add(needed(self.catalogue.checks, profile))
        self._keep()

    def cancel(self, check_id: str) -> None:
        """Cancels one check."""
        self._schedule.cancel(check_id)

    def cancel_all(self) -> None:
        """Cancels everything."""
        self._schedule.cancel_all()

    def conclude(self, check_id: str) -> None:
        """Asks a running check to end early with what it has."""
        self._schedule.conclude(check_id)

    def answer(self, check_id: str, text: str) -> None:
        """Answers a running check's question."""
        self._schedule.answer(check_id, text)

    def record(self) -> Audit:
        """The audit as of now, with everything that stays on this machine."""
        return self.state.record(self._tool, self._machine)

    async def idle(self) -> None:
        """Waits until nothing runs and what was measured is safe."""
        await self._schedule.idle()
        while self._keeping is not None:
            await asyncio.shield(self._keeping)

    async def close(self) -> None:
        """Cancels everything, and leaves no process behind; what is cut short by it makes the audit one broken off."""
        self.state.broken_off = self.state.broken_off or self.state.running
        await self._schedule.close()
        if self._keeping is not None:
            await asyncio.shield(self._keeping)

    def _heard(self, check_id: str, event: Event) -> None:
        self.state.apply(check_id, event)
        if isinstance(event, Ended | Noted):
            self._keep()
        self._listener(check_id, event)

    def _keep(self) -> None:
        """Has the audit written soon, off the event loop; what changes meanwhile is written after it."""
        self._changed = True
        if self._keeper is not None and self._keeping is None:
            self._keeping = asyncio.create_task(self._keep_on(self._keeper))

    async def _keep_on(self, keeper: Keeper) -> None:
        try:
            while self._changed:
                self._changed = False
                try:
                    await aside(keeper.keep, self.record())
                    self.trouble = NOTHING
                except DeskreadyError as error:
                    self.trouble = sentences(_NOT_KEPT, error.said)
                except OSError as error:
                    self.trouble = sentences(_NOT_KEPT, _REFUSES(reason=Name(clean(error.strerror or str(error)))))
        finally:
            self._keeping = None

    def _crashes_always(self, info: CheckInfo) -> bool:
        if self.state.phase(info.id) is not Phase.IDLE:
            return False
        last = self.state.last_failures(info.id, CRASHES)
        return len(last) == CRASHES and Failure.PROTOCOL not in last and None not in last
