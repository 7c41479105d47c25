"""A census of processes: which of them belong to which run."""

import contextlib
import os
from collections.abc import Iterator

import psutil

from deskready.engine.protocol import TAG_VARIABLE


class Census:
    """Knows every process it has seen, and the run it belongs to.

    A process belongs to a run when it carries the run's tag in its environment, leads or is in the run's session, or is
    the child of a process that belongs to it. Asked often enough, it keeps hold of those that cut all three ties.
    """

    def __init__(self) -> None:
        self._seen: dict[int, psutil.Process] = {}
        self._owner: dict[int, str] = {}
        self._roots: dict[int, str] = {}
        self._untagged: set[int] = set()

    def add_root(self, run: str, root: int) -> None:
        """Makes a process the first of a run."""
        self._roots[root] = run
        self._untagged.discard(root)

    def forget(self, run: str) -> None:
        """Drops what is known of a run."""
        self._roots = {pid: owner for pid, owner in self._roots.items() if owner != run}
        self._owner = {pid: owner for pid, owner in self._owner.items() if owner != run}

    def refresh(self) -> None:
        """Takes note of processes that came and went."""
        alive = set(psutil.pids())
        for pid in self._seen.keys() - alive:
            del self._seen[pid]
            self._owner.pop(pid, None)
            self._untagged.discard(pid)
        for pid in sorted(alive - self._owner.keys() - self._untagged):
            self._place(pid)

    def members(self, run: str) -> Iterator[psutil.Process]:
        """The known processes of a run."""
        for pid, owner in list(self._owner.items()):
            if owner == run:
                yield self._seen[pid]

    def resident(self, run: str) -> int:
        """Bytes of memory that a run's processes have together."""
        total = 0
        for process in self.members(run):
            with contextlib.suppress(psutil.Error):
                total += process.memory_info().rss
        return total

    def _place(self, pid: int) -> None:
        """Finds out to which run a process belongs, if to any."""
        try:
            process = self._seen.get(pid) or psutil.Process(pid)
            self._seen[pid] = process
            owner = self._roots.get(pid) or self._by_session(pid) or self._owner.get(process.ppid())
            if owner is None:
                environment = process.environ()
                owner = environment.get(TAG_VARIABLE)
                if owner is None and environment:
                    self._untagged.add(pid)
        except psutil.AccessDenied:
            self._untagged.add(pid)
            return
        except (psutil.Error, OSError):
            return
        if owner is not None:
            self._owner[pid] = owner

    def _by_session(self, pid: int) -> str | None:
        if not hasattr(os, "getsid"):
            return None
        with contextlib.suppress(OSError):
            return self._roots.get(os.getsid(pid))
        return None
