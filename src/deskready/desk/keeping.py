"""Keeps a running audit on disk, and files it when it is over."""

from typing import TYPE_CHECKING

from deskready.core.audit.outcome import Outcome
from deskready.core.audit.record import Audit

if TYPE_CHECKING:
    from deskready.store.partial import PartialFile

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
        outcomes = {check.outcome for check in audit.checks}
        if not outcomes & {Outcome.NOT_RUN, Outcome.CANCELLED} or not outcomes - _NOTHING:
            self.file(audit)

    def file(self, audit: Audit) -> None:
        """Files an audit that is over, also where checks were left out on purpose; drops one that holds nothing.

        Raises:
            UsageError: As `close`.
        """
        if self._file is None:
            return
        if {check.outcome for check in audit.checks} <= _NOTHING:
            self._file.discard()
        else:
            self._file.finish(audit)
