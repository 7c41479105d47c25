"""How busy the processor is over a while, without this program's own part, and which programs keep it busy."""

import math
import time
from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from deskready.plugin import clean
from deskready_checks.computer.processor.own import own_processes
from deskready_checks.system.unread import asked, failures

#: Seconds by which one reading of processor time can be off: the coarsest clock among the systems, that of Windows.
_TICK = 1 / 64
#: Counters that others of the same reading hold already: proc_stat(5) counts guests as user time, and the kernel time
#: of Windows' GetSystemTimes holds interrupts and deferred procedure calls.
_COUNTED_TWICE = frozenset({"guest", "guest_nice", "interrupt", "dpc"})
_NAME_LIMIT = 40


@dataclass(frozen=True)
class Moment:
    """Processor seconds used since the machine started, at one moment."""

    taken: float
    """Seconds of the monotonic clock."""
    busy: float
    """All cores together, busy."""
    total: float
    """All cores together, busy or not."""
    own: Mapping[Hashable, float]
    """Each of this program's own processes."""


@dataclass(frozen=True)
class Scan:
    """Processor seconds of every program that may be seen, and when they were read."""

    taken: float
    """Seconds of the monotonic clock."""
    used: Mapping[Hashable, tuple[str, float]]
    """Each process: its name, and the processor seconds it has used."""


@dataclass(frozen=True)
class Load:
    """How busy the machine was, in percent of all its cores together."""

    percent: float
    """Busy with anything but this program."""
    low: float
    """Lower end of what the clocks of the system can tell apart."""
    high: float
    """Upper end of it."""
    seconds: float
    """How long it was watched."""
    top: tuple[tuple[str, float], ...]
    """Every other program that was seen to use the processor, and its percentage, busiest first."""


def watch(wait: Callable[[], None]) -> Load | None:
    """The load during `wait`, or None where the system's counters stand still.

    The counters of the whole machine are read next to `wait`, and all that takes longer outside of them.

    Raises:
        Unread: The system keeps its counters to itself.
    """
    first = _scan()
    before = _moment()
    wait()
    after = _moment()
    last = _scan()
    found = share(before, after)
    if found is None:
        return None
    seconds = after.taken - before.taken
    cores = (after.total - before.total) / seconds
    return Load(*found, seconds, rank(first, last, cores, before.own.keys() | after.own.keys()))


def share(before: Moment, after: Moment) -> tuple[float, float, float] | None:
    """The load between two moments, with its interval; None where no time passed.

    A process of our own that ended in between is left out, so that its part counts as load.
    The interval assumes that every counter that was read is off by up to a tick, independently of the others;
    the machine has one for each core, of which there are as many as seconds of processor time pass in a second.
    """
    total = after.total - before.total
    seconds = after.taken - before.taken
    if total <= 0 or seconds <= 0:
        return None
    own = sum(max(0.0, used - before.own.get(process, 0.0)) for process, used in after.own.items())
    percent = _percent((after.busy - before.busy - own) / total)
    margin = 100 * _TICK * math.sqrt(len(after.own) + total / seconds) / total
    return percent, max(0.0, percent - margin), min(100.0, percent + margin)


def rank(first: Scan, last: Scan, cores: float, own: AbstractSet[Hashable]) -> tuple[tuple[str, float], ...]:
    """The programs that used the processor between two scans, with their percentages, busiest first.

    Processes of one name are one program. What ended in between is left out.
    """
    capacity = (last.taken - first.taken) * cores
    programs: defaultdict[str, float] = defaultdict(float)
    for process, (name, used) in last.used.items():
        spent = used - first.used.get(process, (name, 0.0))[1]
        if process not in own and spent > 0:
            programs[name] += spent
    ranked = sorted(programs.items(), key=lambda program: program[1], reverse=True)
    return tuple((name, _percent(spent / capacity)) for name, spent in ranked)


def _percent(part: float) -> float:
    return min(100.0, max(0.0, 100 * part))


def _moment() -> Moment:
    """The counters of the whole machine, read right after those of our own processes."""
    import psutil

    own: dict[Hashable, float] = {}
    for process in own_processes():
        try:
            times = process.cpu_times()
        except failures():
            continue
        own[process] = times.user + times.system
    taken = time.monotonic()
    counters = asked(lambda: psutil.cpu_times()._asdict())
    total = sum(seconds for name, seconds in counters.items() if name not in _COUNTED_TWICE)
    return Moment(taken, total - counters["idle"] - counters.get("iowait", 0.0), total, own)


def _scan() -> Scan:
    """Every process that may be seen; those that vanish or deny access are left out."""
    import psutil

    taken = time.monotonic()
    used: dict[Hashable, tuple[str, float]] = {}
    for pid in asked(psutil.pids):
        if pid == 0:  # on Windows this is the time in which nothing runs
            continue
        try:
            process = psutil.Process(pid)
            with process.oneshot():
                times = process.cpu_times()
                used[process] = (clean(process.name(), _NAME_LIMIT), times.user + times.system)
        except failures():
            continue
    return Scan(taken, used)
