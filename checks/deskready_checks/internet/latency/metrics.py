"""What the latency check measures; all of it is of round trips."""

from deskready.plugin import Better, Kind, Metric, Unit

LATENCY = Metric("internet.latency", "Round-trip latency", Unit.MILLISECOND, Better.LOWER)
JITTER = Metric("internet.jitter", "Jitter", Unit.MILLISECOND, Better.LOWER)
LOSS = Metric("internet.loss", "Packet loss", Unit.PERCENT, Better.LOWER)
UDP = Metric("internet.udp", "UDP gets through", kind=Kind.FLAG)
NAT = Metric("internet.nat", "Address translation, NAT", kind=Kind.TEXT)
LEAST = Metric("internet.latency.min", "Latency, quickest packet", Unit.MILLISECOND)
P95 = Metric("internet.latency.p95", "Latency, 95 % of packets", Unit.MILLISECOND)
P99 = Metric("internet.latency.p99", "Latency, 99 % of packets", Unit.MILLISECOND)
SMOOTHED = Metric("internet.jitter.rfc3550", "Jitter after RFC 3550", Unit.MILLISECOND)
VARIATION = Metric("internet.jitter.pdv", "Delay variation of 99 %", Unit.MILLISECOND)
LAG = Metric("internet.jitter.host", "This computer's own lag", Unit.MILLISECOND)
BURST = Metric("internet.loss.burst", "Burst ratio of losses")
REORDERING = Metric("internet.reordering", "Packets out of order", Unit.PERCENT)
DUPLICATES = Metric("internet.duplicates", "Packets that came twice", Unit.PERCENT)

EVERY = (
    LATENCY,
    JITTER,
    LOSS,
    UDP,
    NAT,
    LEAST,
    P95,
    P99,
    SMOOTHED,
    VARIATION,
    LAG,
    BURST,
    REORDERING,
    DUPLICATES,
)
"""All of them, in the order in which they are shown."""
