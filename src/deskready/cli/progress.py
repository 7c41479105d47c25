"""Progress of an audit without a screen, told while somebody can watch."""

import asyncio

from deskready.cli.narration import Narrator
from deskready.core.audit.audit import AuditState
from deskready.core.audit.check_state import Phase
from deskready.core.audit.event import Ended, Event, Instruct
from deskready.core.audit.outcome import Outcome
from deskready.core.words.wording import OUTCOME_WORD, count

_REPAINT_SECONDS = 0.1


class Progress:
    """Tells what ended and what the person should do in lines of their own, and what runs in one that changes."""

    def __init__(self, narrator: Narrator, state: AuditState) -> None:
        self._narrator = narrator
        self._state = state

    def hear(self, check_id: str, event: Event) -> None:
        """Tells an event that somebody who watches should not miss."""
        if not self._narrator.live:
            return
        title = next(info.title for info in self._state.checks if info.id == check_id)
        if isinstance(event, Instruct) and event.text:
            seconds = f" ({count(round(event.seconds), 'second')})" if event.seconds else ""
            self._narrator.say(f"{title}: {event.text}{seconds}")
            if event.script:
                self._narrator.say(event.script)
        if isinstance(event, Ended):
            self._narrator.say(_ended(title, event))

    async def paint(self) -> None:
        """Keeps the changing line up to date until it is cancelled; it is empty when nothing runs."""
        while self._narrator.live:
            self._narrator.status(self._line(self._state))
            await asyncio.sleep(_REPAINT_SECONDS)

    @staticmethod
    def _line(state: AuditState) -> str:
        checks = [state.snapshot(info.id) for info in state.checks]
        waiting = sum(check.phase is Phase.QUEUED for check in checks)
        parts = []
        for check in checks:
            if check.phase is Phase.RUNNING:
                activity = f", {check.activity}" if check.activity else ""
                parts.append(f"{check.info.title} {check.fraction:.0%}{activity}")
        return "; ".join(parts) + (f"; {waiting} waiting" if waiting else "")


def _ended(title: str, event: Ended) -> str:
    took = f" ({event.seconds:.1f} s)" if event.outcome is Outcome.MEASURED else ""
    return f"{OUTCOME_WORD[event.outcome]}: {title}{took}{'. ' if event.reason else ''}{event.reason}"
