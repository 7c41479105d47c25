"""A call's de-jitter buffer, replayed over a trace: what would have been heard, and how late."""

from dataclasses import dataclass

from deskready_checks.internet.probe.delay import percentile, variations
from deskready_checks.internet.probe.figures import figures
from deskready_checks.internet.probe.interval import wilson
from deskready_checks.internet.probe.loss import burst_ratio
from deskready_checks.internet.probe.trace import Trace

BUFFER_MS = (20.0, 200.0)
"""The smallest and the largest buffer that calls use."""
PACKET_MS = 20.0
"""How much sound one packet holds: it can leave only when all of it was spoken."""
DEVICE_MS = 25.0
"""What sound cards, drivers and call software usually take at both ends together: 10 to 40 ms with a cable headset."""


@dataclass(frozen=True)
class Playout:
    """What the buffer made of a trace."""

    buffer_ms: float
    """How long it holds back the quickest packets."""
    delay_ms: float
    """Ta, from mouth to ear."""
    sent: int
    """Packets that were spoken."""
    lost: int
    """Packets that never came."""
    late: int
    """Packets that came after their turn, and were thrown away."""
    burst: float
    """BurstR of what was not played."""

    @property
    def missing_percent(self) -> float:
        """Ppl: the share of packets that were not played."""
        return (self.lost + self.late) / self.sent * 100

    @property
    def missing_interval(self) -> tuple[float, float]:
        """The 95 % interval of that share, in percent."""
        low, high = wilson(self.lost + self.late, self.sent)
        return low * 100, high * 100


def replay(trace: Trace, device_ms: float = DEVICE_MS) -> Playout | None:
    """Plays a trace through a buffer that adapts itself to the line.

    The buffer holds the 99th percentile of the delay variation. Only round trips are known: one way is taken for half
    of the quickest, and all variation for that of one way, which makes a line seem worse rather than better.

    Args:
        trace: Of idle or of loaded probes.
        device_ms: What the devices at both ends take.

    Returns:
        None where nothing came back.
    """
    line = figures(trace)
    if not line.times:
        return None
    trace = line.trace
    smallest, largest = BUFFER_MS
    buffer = min(max(percentile(variations(trace), 99), smallest), largest)
    quickest = {number: min(rtts) for number in trace.paths if (rtts := trace.rtts(number))}
    late = [probe.rtt is not None and probe.rtt - quickest[probe.path] > buffer for probe in trace.probes]
    missing = [was_late or was_lost for was_late, was_lost in zip(late, trace.losses, strict=True)]
    delay = line.times[0] / 2 + buffer + PACKET_MS + device_ms
    return Playout(buffer, delay, trace.sent, trace.lost, sum(late), burst_ratio(missing))
