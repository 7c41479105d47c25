"""A census of processes: which of them belong to which run."""

import contextlib
import os
from collections.abc import Iterator

import psutil

from deskready.engine.guard.bonds import brand_of, brand_of_run, has_ended
from deskready.engine.tag import TAG_VARIABLE

_ENDED = (psutil.STATUS_ZOMBIE, psutil.STATUS_DEAD)


class Census:
    """Knows every process it has seen, and the run it belongs to.

    A process belongs to a run when it bears the run's brand (Linux), carries the run's tag in its environment, leads
    or is in the run's session, or is the child of a process that belongs to it. The brand cannot be shed by accident;
    asked often enough, a census without brands keeps hold of those that cut all three other ties.
    """

    def __init__(self) -> None:
        self._members: dict[str, dict[int, psutil.Process]] = {}
        self._owner: dict[int, str] = {}
        self._roots: dict[int, str] = {}
        self._brands: dict[int, str] = {}
        self._strangers: set[int] = set()
        self._ended: set[int] = set()

    def add(self, run: str, root: int | None = None) -> None:
        """Makes a run known, and its first process."""
        self._members.setdefault(run, {})
        self._brands[brand_of_run(run)] = run
        if root is not None:
            self._roots[root] = run
            self._strangers.discard(root)
            self._ended.discard(root)

    def forget(self, run: str) -> None:
        """Drops what is known of a run."""
        for pid in self._members.pop(run, {}):
            del self._owner[pid]
        self._brands.pop(brand_of_run(run), None)
        self._roots = {pid: owner for pid, owner in self._roots.items() if owner != run}

    def refresh(self) -> None:
        """Takes note of processes that came and went."""
        alive = set(psutil.pids())
        for pid in self._owner.keys() - alive:
            del self._members[self._owner.pop(pid)][pid]
        self._strangers &= alive
        self._ended &= alive
        for pid in sorted(alive - self._owner.keys() - self._strangers - self._ended):
            owner = self._brands.get(brand_of(pid) or 0) or self._by_other_ties(pid)
            if owner in self._members:
                self._admit(pid, owner)

    def doubt(self) -> None:
        """Has everybody who was found to belong to nobody looked at once more: an id may have passed to another."""
        self._strangers.clear()

    def members(self, run: str) -> Iterator[psutil.Process]:
        """The known processes of a run."""
        yield from list(self._members.get(run, {}).values())

    def resident(self, run: str) -> int:
        """Bytes of memory that a run's processes have together."""
        total = 0
        for process in self.members(run):
            with contextlib.suppress(psutil.Error):
                total += process.memory_info().rss
        return total

    def suspend(self, run: str, pid: int) -> None:
        """Stops a member."""
        with contextlib.suppress(psutil.Error, OSError):
            if (process := self._members[run].get(pid)) is not None:
                process.suspend()

    def kill(self, run: str, pid: int) -> bool:
        """Kills a member: whether it could be, or is gone."""
        try:
            if (process := self._members[run].get(pid)) is not None:
                process.kill()
        except psutil.AccessDenied:
            return False
        except (psutil.Error, OSError):
            return True
        return True

    def lives(self, run: str, pid: int) -> bool:
        """Whether a member has not ended."""
        try:
            process = self._members[run].get(pid)
            return process is not None and process.is_running() and process.status() not in _ENDED
        except (psutil.Error, OSError):
            return False

    def _admit(self, pid: int, run: str) -> None:
        if has_ended(pid):  # there may be thousands of them, and nothing is to be known of them any more
            self._ended.add(pid)
            return
        with contextlib.suppress(psutil.Error):
            self._members[run][pid] = psutil.Process(pid)
            self._owner[pid] = run

    def _by_other_ties(self, pid: int) -> str | None:
        """The run of a process by session, parent or environment; the last is read once and says no for good."""
        try:
            owner = self._roots.get(pid) or self._by_session(pid)
            if owner is None:
                process = psutil.Process(pid)
                owner = self._owner.get(process.ppid()) or process.environ().get(TAG_VARIABLE)
        except (psutil.Error, OSError):
            owner = None
        if owner is None:
            self._strangers.add(pid)
        return owner

    def _by_session(self, pid: int) -> str | None:
        if not hasattr(os, "getsid"):
            return None
        with contextlib.suppress(OSError):
            return self._roots.get(os.getsid(pid))
        return None
