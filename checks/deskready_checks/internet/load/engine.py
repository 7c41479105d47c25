"""Runs one direction: lets connections load the line, reads their counter, and ends when the course says so."""

import threading
import time
from collections.abc import Sequence
from typing import NamedTuple

from deskready_checks.internet.load.course import STALL_BYTES, TICK_SECONDS, Course, Rules, Stop
from deskready_checks.internet.load.fault import FOREIGN, Fault
from deskready_checks.internet.load.interface import Load, Trouble
from deskready_checks.internet.load.limits import Held, held_by
from deskready_checks.internet.load.tcp_info import TcpInfo

_UNDER_WAY = 100
"""From so many times what counts as stalled on, a transfer that stops was under way, and the line broke."""


class Loaded(NamedTuple):
    """What came of a direction."""

    course: Course
    """All that was seen."""
    stop: Stop
    """Why it was ended."""
    held: Held
    """What may have set the number in the line's place."""
    begun: float = 0.0
    """When it began, in seconds of `time.perf_counter`; the course counts its own from there."""
    flows: Sequence[TcpInfo] = ()
    """What the system knew of the connections at the end."""
    pace: float = 0.0
    """Mbit/s that were not to be exceeded; 0 for none: then it was to fill the line."""

    @property
    def window(self) -> tuple[float, float] | None:
        """From and until which second of `time.perf_counter` it filled the line; None where it never did."""
        if self.course.ramp is None or self.pace:
            return None
        return self.begun + self.course.ramp, self.begun + self.course.trace.seconds


def run_load(load: Load, rules: Rules, stopping: threading.Event) -> Loaded:
    """Loads the line, and ends the connections whatever happens.

    Args:
        load: Moves the bytes.
        rules: What ends it.
        stopping: Ends it from outside.

    Raises:
        Trouble: The connections broke, or moved nothing any more.
    """
    course = Course(rules)
    begun, cpu = time.perf_counter(), time.process_time()
    try:
        while True:
            load.grow(course.growth.flows)
            stopped = stopping.wait(TICK_SECONDS)
            elapsed, found = _read(load, course, begun)
            if trouble := load.trouble:
                raise trouble
            if found is None and elapsed > rules.seconds + 1.0:  # a server that counts for us has fallen silent
                raise Trouble(Fault.STALLED, f"no count for {elapsed - course.trace.seconds:.1f} s")
            if found is Stop.STALLED:
                load.close()
                if (trouble := load.trouble) and trouble.fault in FOREIGN:  # it had answered, and listened no more
                    raise trouble
                fault = Fault.CUT if course.trace.total > _UNDER_WAY * STALL_BYTES else Fault.STALLED
                raise Trouble(fault, f"{course.trace.total} bytes in {elapsed:.1f} s")
            if found or stopped:
                busy, flows = (time.process_time() - cpu) / elapsed, load.info()
                return Loaded(course, found or Stop.ENDED, held_by(course, busy, flows), begun, flows)
    finally:
        load.close()


def _read(load: Load, course: Course, begun: float) -> tuple[float, Stop | None]:
    """Takes a reading: when, and whether it ends the transfer.

    All connections are asked one after the other, on a busy computer with pauses between them: the middle of that time
    is when the reading was taken, and half of it how far that may be wrong.
    """
    before = time.perf_counter() - begun
    at, count = load.reading(before)
    after = time.perf_counter() - begun
    if at != before:  # a server's own time
        return after, course.feed(at, count)
    return after, course.feed((before + after) / 2, count, (after - before) / 2)
