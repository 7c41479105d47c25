"""Keeps a running audit on disk, and files it when it is over."""

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from msgspec import structs

from deskready.core.audit.outcome import Outcome
from deskready.core.audit.record import Audit
from deskready.core.errors import DeskreadyError, UsageError
from deskready.core.words.message import counted, text
from deskready.core.words.text import Text, typed

if TYPE_CHECKING:
    from deskready.store.partial import Leftover, PartialFile

_NOTHING = frozenset({Outcome.NOT_RUN, Outcome.CANCELLED, Outcome.SKIPPED})
"""Outcomes of checks that have told nothing."""
_LOST = text("keeping.lost", "What was measured is not kept on this computer.")
_PART = counted(
    "keeping.part",
    "What was measured is kept for {kept} of {count} check only: {command} offers to go on with it.",
    "What was measured is kept for {kept} of {count} checks only: {command} offers to go on with it.",
)
_NOT_FILED = text(
    "keeping.not-filed", "All that was measured is kept; it is filed when the full-screen program starts."
)


class AuditKeeper:
    """The partial file of one audit, made when there is first something to keep.

    Its methods block for some milliseconds; call them off the event loop, one at a time.
    """

    def __init__(self) -> None:
        self._file: PartialFile | None = None
        self._kept: Audit | None = None
        self._begun = False

    def keep(self, audit: Audit) -> None:
        """Writes the audit as of now.

        Raises:
            UsageError: The system refuses, or another process works on the same audit.
        """
        self._begun = True
        self._opened(audit).write(audit)
        self._kept = audit

    def close(self, audit: Audit) -> None:
        """Files a finished audit; leaves one that was broken off to be gone on with; drops one that holds nothing.

        Raises:
            UsageError: The system refuses. It says what of the audit is kept all the same: the partial file stays.
        """
        if is_finished(audit) or _holds_nothing(audit):
            self.file(audit)
        elif self._begun and self._kept != audit:
            self._try(self.keep, audit)

    def file(self, audit: Audit) -> None:
        """Files an audit that is over, also where checks were left out on purpose; drops one that holds nothing.

        Raises:
            UsageError: As `close`.
        """
        if not self._begun:
            return
        if _holds_nothing(audit):
            if self._file is not None:
                self._file.discard()
        else:
            self._try(self._finish, audit)

    def _finish(self, audit: Audit) -> None:
        self._opened(audit).finish(audit)

    def _opened(self, audit: Audit) -> "PartialFile":
        from deskready.store.partial import PartialFile

        if self._file is None:
            self._file = PartialFile(audit.id)
        return self._file

    def _try(self, do: Callable[[Audit], None], audit: Audit) -> None:
        try:
            do(audit)
        except UsageError as error:
            raise UsageError(self._remains(audit), error.said) from error

    def _remains(self, audit: Audit) -> Text:
        """What of an audit that cannot be written is on disk all the same."""
        ended = [check for check in audit.checks if check.outcome not in _NOTHING]
        kept = sum(check in self._kept.checks for check in ended) if self._kept else 0
        if kept == len(ended):
            return _NOT_FILED
        return _PART(count=len(ended), kept=kept, command=typed("`deskready`")) if kept else _LOST


def is_finished(audit: Audit) -> bool:
    """Whether every check has ended: measured, failed, left out, or cancelled by the person while others went on."""
    outcomes = {check.outcome for check in audit.checks}
    return Outcome.NOT_RUN not in outcomes and (audit.finished != "" or Outcome.CANCELLED not in outcomes)


def interrupted() -> "Leftover | None":
    """The newest audit whose program ended before its checks did; blocks while it looks.

    An audit whose program was killed when every check had ended already is filed; one that holds nothing is dropped.
    """
    from deskready.store.partial import leftovers

    for leftover in leftovers():
        audit = leftover.audit
        if audit is None:
            continue
        if not is_finished(audit) and not _holds_nothing(audit):
            return leftover
        with suppress(DeskreadyError):  # it stays where it is, and is filed the next time
            _settle(leftover, audit)
    return None


def _settle(leftover: "Leftover", audit: Audit) -> None:
    from deskready.store.partial import PartialFile

    if _holds_nothing(audit):
        leftover.discard()
        return
    last = max(run.finished for check in audit.checks for run in check.runs)
    PartialFile(audit.id).finish(structs.replace(audit, finished=audit.finished or last))


def _holds_nothing(audit: Audit) -> bool:
    return {check.outcome for check in audit.checks} <= _NOTHING
