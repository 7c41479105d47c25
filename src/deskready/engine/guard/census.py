"""A census of processes: which of them belong to which run."""

import contextlib
import os
from collections.abc import Iterator

import psutil

from deskready.engine.guard.bonds import brand_of, brand_of_run
from deskready.engine.run.protocol import TAG_VARIABLE


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

    def add(self, run: str, root: int | None = None) -> None:
        """Makes a run known, and its first process."""
        self._members.setdefault(run, {})
        self._brands[brand_of_run(run)] = run
        if root is not None:
            self._roots[root] = run
            self._strangers.discard(root)

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
        for pid in sorted(alive - self._owner.keys()):
            owner = self._brands.get(brand_of(pid) or 0) or self._by_other_ties(pid)
            if owner in self._members:
                self._admit(pid, owner)

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

    def _admit(self, pid: int, run: str) -> None:
        with contextlib.suppress(psutil.Error):
            self._members[run][pid] = psutil.Process(pid)
            self._owner[pid] = run

    def _by_other_ties(self, pid: int) -> str | None:
        """The run of a process by session, parent or environment; the last is read once and says no for good."""
        if pid in self._strangers:
            return None
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
