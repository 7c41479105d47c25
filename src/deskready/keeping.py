"""Keeps a running audit on disk, and files it when it is over."""

from deskready.core.outcome import Outcome
from deskready.core.record import Audit
from deskready.store.partial import PartialFile


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
        if self._file is None:
            self._file = PartialFile(audit.id)
        self._file.write(audit)

    def close(self, audit: Audit) -> None:
        """Files a finished audit; leaves one that was broken off to be gone on with; drops one that holds nothing.

        Raises:
            UsageError: The system refuses; the partial file stays.
        """
        if self._file is None:
            return
        outcomes = {check.outcome for check in audit.checks}
        if not outcomes - {Outcome.NOT_RUN, Outcome.CANCELLED, Outcome.SKIPPED}:
            self._file.discard()
        elif not outcomes & {Outcome.NOT_RUN, Outcome.CANCELLED}:
            self._file.finish(audit)
