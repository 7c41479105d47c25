"""Linux: a parent-death signal, and a brand that every descendant bears."""

import resource
import signal
from collections.abc import Iterator
from pathlib import Path

_PR_SET_PDEATHSIG = 1
_RLIMIT_LOCKS = 10
"""A limit that the kernel keeps, inherits and ignores since 2.4.25 (getrlimit(2))."""


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


def branded(number: int) -> Iterator[int]:
    """Process ids that bear a brand, this process and those that have ended and were not waited for included."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal() and brand(int(entry.name)) == number:
            yield int(entry.name)


def brand(pid: int) -> int | None:
    """The brand of a process, or whatever stands there; None where it is gone or somebody else's."""
    try:
        return resource.prlimit(pid, _RLIMIT_LOCKS)[1]
    except OSError:
        return None
