"""A trace: what became of every probe of a stream."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Probe:
    """One packet that was sent to be sent back."""

    sequence: int
    """Its number in the stream, from 0."""
    path: int
    """Which server it went to, counted from 0."""
    sent: float
    """When it was sent, in seconds of `time.perf_counter`."""
    received: float | None = None
    """When it came back, in the same seconds, or None where it was lost."""
    duplicates: int = 0
    """How often it came back again."""
    slack: float = 0.0
    """By how many seconds it may have left later, and come back earlier, than is noted: this computer's doing."""

    @property
    def rtt(self) -> float | None:
        """Round-trip time in ms, or None where it was lost."""
        return None if self.received is None else (self.received - self.sent) * 1000


@dataclass(frozen=True)
class Trace:
    """The probes of a stream in the order in which they were sent."""

    probes: tuple[Probe, ...]
    """All of them, the lost ones too."""

    @property
    def paths(self) -> tuple[int, ...]:
        """The servers that were probed."""
        return tuple(sorted({probe.path for probe in self.probes}))

    @property
    def sent(self) -> int:
        """How many probes were sent."""
        return len(self.probes)

    @property
    def lost(self) -> int:
        """How many never came back."""
        return sum(probe.received is None for probe in self.probes)

    @property
    def losses(self) -> tuple[bool, ...]:
        """For each probe whether it was lost."""
        return tuple(probe.received is None for probe in self.probes)

    def rtts(self, path: int | None = None) -> list[float]:
        """Round-trip times in ms of what came back, of one path or of all, in the order of sending."""
        found = (probe.rtt for probe in self.probes if path is None or probe.path == path)
        return [rtt for rtt in found if rtt is not None]

    def only(self, paths: Iterable[int]) -> "Trace":
        """The probes of some paths."""
        kept = frozenset(paths)
        return Trace(tuple(probe for probe in self.probes if probe.path in kept))

    def between(self, begin: float, end: float) -> "Trace":
        """The probes sent from `begin` until before `end`, in seconds of `time.perf_counter`."""
        return Trace(tuple(probe for probe in self.probes if begin <= probe.sent < end))
