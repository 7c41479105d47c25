"""Progress of an audit without a screen, told while somebody can watch."""

import asyncio

from deskready.cli.narration import Narrator
from deskready.core.audit.audit import AuditState
from deskready.core.audit.check_state import Phase
from deskready.core.audit.event import Ended, Event, Instruct, Noted
from deskready.core.audit.outcome import Outcome
from deskready.core.audit.run import Run
from deskready.core.declare.unit import Unit
from deskready.core.words.message import counted, message, row
from deskready.core.words.say import say
from deskready.core.words.terms import OUTCOME_WORD
from deskready.core.words.text import NOTHING, Name, Quantity, Text

_TIMED = counted("progress.timed", "{told} ({count} second)", "{told} ({count} seconds)")
_SAYS = message("progress.titled", "{check}: {said}")
_ENDED = message("progress.ended", "{outcome}: {check}")
_FAR = message("progress.far", "{check} {fraction}")
_WAITING = counted("progress.waiting", "{count} waiting", "{count} waiting")
_TOOK = message("progress.took", "{outcome}: {check} ({time})")
_BECAUSE = message("progress.because", "{outcome}: {check}. {reason}")
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
            told = _TIMED(told=event.text, count=round(event.seconds)) if event.seconds else event.text
            self._narrator.tell(_SAYS(check=title, said=told))
            if event.script:
                self._narrator.tell(event.script)
        if isinstance(event, Ended):
            self._narrator.tell(_ended(title, event.run))
        if isinstance(event, Noted):
            self._narrator.tell(_SAYS(check=title, said=event.text))

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
                far = _FAR(check=check.info.title, fraction=Name(f"{check.fraction:.0%}"))
                parts.append(row(far, check.activity) if check.activity else far)
        return "; ".join(say(part) for part in (*parts, _WAITING(count=waiting) if waiting else NOTHING) if part)


def _ended(title: Text, run: Run) -> Text:
    word = OUTCOME_WORD[run.outcome]
    if run.outcome is Outcome.MEASURED:
        return _TOOK(outcome=word, check=title, time=Quantity(run.seconds, Unit.SECOND, 1))
    if run.reason:
        return _BECAUSE(outcome=word, check=title, reason=run.reason)
    return _ENDED(check=title, outcome=word)
