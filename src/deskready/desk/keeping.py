"""Keeps a running audit on disk, and files it when it is over."""

from contextlib import suppress
from typing import TYPE_CHECKING

from msgspec import structs

from deskready.core.audit.outcome import Outcome
from deskready.core.audit.record import Audit
from deskready.core.errors import DeskreadyError

if TYPE_CHECKING:
    from deskready.store.partial import Leftover, PartialFile

_NOTHING = frozenset({Outcome.NOT_RUN, Outcome.CANCELLED, Outcome.SKIPPED})
"""Outcomes of checks that have told nothing."""


class AuditKeeper:
    """The partial file of one audit, made when there is first something to keep.

    Its methods block for some milliseconds; call them off the event loop, one at a time.
    """

    def __init__(self) -> None:
        self._file: PartialFile | None = None

    def keep(self, audit: Audit) -> None:
        """Writes the audit as of now.

        Raises:
            UsageError: The system refuses, or another process works on the same audit.
        """
        from deskready.store.partial import PartialFile

        if self._file is None:
            self._file = PartialFile(audit.id)
        self._file.write(audit)

    def close(self, audit: Audit) -> None:
        """Files a finished audit; leaves one that was broken off to be gone on with; drops one that holds nothing.

        Raises:
            UsageError: The system refuses; the partial file stays.
        """
        if is_finished(audit) or _holds_nothing(audit):
            self.file(audit)

    def file(self, audit: Audit) -> None:
        """Files an audit that is over, also where checks were left out on purpose; drops one that holds nothing.

        Raises:
            UsageError: As `close`.
        """
        if self._file is None:
            return
        if _holds_nothing(audit):
            self._file.discard()
        else:
            self._file.finish(audit)


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
