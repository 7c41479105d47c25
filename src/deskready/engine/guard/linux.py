"""Linux: a parent-death signal, and a brand that every descendant bears and by which all of them are ended."""

import os
import resource
import signal
import time
from collections.abc import Iterable
from contextlib import suppress

from deskready.engine.guard.rounds import Round

_PR_SET_PDEATHSIG = 1
_RLIMIT_LOCKS = 10
"""A limit that the kernel keeps, inherits and ignores since 2.4.25 (getrlimit(2))."""
_ENDED = "ZXx"
"""States of a process that has ended (proc_pid_stat(5))."""


def set_parent_death_signal() -> None:
    """SIGKILL for this process when the thread that started it ends (prctl(2), PR_SET_PDEATHSIG)."""
    import ctypes

    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)


def set_brand(number: int) -> None:
    """Brands this process and all that descend from it from now on.

    The brand is the value of a resource limit without effect. It outlives all that makes a process a daemon: a second
    fork, a session of its own, a cleared environment, closed descriptors.

    Raises:
        OSError: An administrator has already lowered that limit.
    """
    try:
        resource.setrlimit(_RLIMIT_LOCKS, (number, number))
    except ValueError as error:
        raise OSError(str(error)) from None


def brand(pid: int) -> int | None:
    """The brand of a process, or whatever stands there; None where it is gone or somebody else's."""
    try:
        return resource.prlimit(pid, _RLIMIT_LOCKS)[1]
    except OSError:
        return None


def has_ended(pid: int) -> bool:
    """Whether a process is gone, or has ended and was not waited for."""
    return _state(pid) in _ENDED


class Branded:
    """All that bear a brand, but this process: a `Hold` that asks the kernel and nobody else.

    A round takes the list of processes, and then whatever was started meanwhile, in the order in which it was started,
    until it has caught up: who moved away from one process into its child has a later number, and is met there.
    """

    def __init__(self, number: int) -> None:
        self._number = number
        self._known: set[int] = {os.getpid()}

    def stop_all(self, until: float) -> Round:
        """Stops them, even inside a system call that forks: the kernel looks for signals before it makes a process."""
        before = _newest()
        listed = _pids()
        self._known &= {*listed, os.getpid()}  # the number of one that is gone may pass to another
        fresh, gone = self._stop(pid for pid in listed if pid not in self._known)
        if before is None:
            return Round(fresh, gone)
        while (now := _newest()) != before:
            if now is None or now < before or time.monotonic() >= until:  # below: numbers began anew
                return Round(fresh, unsure=True)
            fresh |= self._stop(range(before + 1, now + 1)).fresh
            before = now
        return Round(fresh)

    def kill(self, pid: int) -> bool:
        """Kills it; not another process that got its number since."""
        try:
            self._send(pid, signal.SIGKILL)
        except PermissionError:
            return False
        except ProcessLookupError:
            return True
        return True

    def lives(self, pid: int) -> bool:
        """Whether it bears the brand and has not ended."""
        return brand(pid) == self._number and not has_ended(pid)

    def _stop(self, pids: Iterable[int]) -> Round:
        fresh = set[int]()
        unsure = False
        for pid in pids:
            try:
                if self._send(pid, signal.SIGSTOP):
                    fresh.add(pid)
            except ProcessLookupError:
                unsure = True
            except OSError:  # another user's
                continue
        self._known |= fresh
        return Round(fresh, unsure)

    def _send(self, pid: int, number: signal.Signals) -> bool:
        """Sends a signal to one that bears the brand: whether it does.

        Raises:
            OSError: It is gone, or not ours.
        """
        if pid == os.getpid() or resource.prlimit(pid, _RLIMIT_LOCKS)[1] != self._number:
            return False
        os.kill(pid, number)
        return True


def _pids() -> list[int]:
    with suppress(OSError):
        return [int(name) for name in os.listdir("/proc") if name.isdecimal()]  # noqa: PTH208 - thousands of names, many times
    return []


def _newest() -> int | None:
    """The number of the process or thread that was started last (proc_loadavg(5)), or None where that is not told."""
    try:
        return int(_read("/proc/loadavg").split()[-1])
    except (OSError, ValueError, IndexError):
        return None


def _state(pid: int) -> str:
    """Its state, the letter behind the name in brackets (which may hold anything); that of one that is gone."""
    try:
        return chr(_read(f"/proc/{pid}/stat").rpartition(b")")[2].split()[0][0])
    except (OSError, IndexError):
        return "X"


def _read(path: str) -> bytes:
    """The start of a small file of /proc, without what a file object costs."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        return os.read(descriptor, 4096)
    finally:
        os.close(descriptor)
