"""What the latency check measures; all of it is of round trips."""

from deskready.plugin import Better, Kind, Metric, Unit, text

LATENCY = Metric(
    "internet.latency", text("internet.latency.label", "Round-trip latency"), Unit.MILLISECOND, Better.LOWER
)
JITTER = Metric("internet.jitter", text("internet.jitter.label", "Jitter"), Unit.MILLISECOND, Better.LOWER)
LOSS = Metric("internet.loss", text("internet.loss.label", "Packet loss"), Unit.PERCENT, Better.LOWER)
UDP = Metric("internet.udp", text("internet.udp.label", "UDP gets through"), kind=Kind.FLAG)
NAT = Metric("internet.nat", text("internet.nat.label", "Address translation, NAT"), kind=Kind.TEXT)
LEAST = Metric("internet.latency.min", text("internet.latency.min.label", "Latency, quickest packet"), Unit.MILLISECOND)
P95 = Metric("internet.latency.p95", text("internet.latency.p95.label", "Latency, 95 % of packets"), Unit.MILLISECOND)
P99 = Metric("internet.latency.p99", text("internet.latency.p99.label", "Latency, 99 % of packets"), Unit.MILLISECOND)
SMOOTHED = Metric(
    "internet.jitter.rfc3550", text("internet.jitter.rfc3550.label", "Jitter after RFC 3550"), Unit.MILLISECOND
)
VARIATION = Metric(
    "internet.jitter.pdv", text("internet.jitter.pdv.label", "Delay variation of 99 %"), Unit.MILLISECOND
)
LAG = Metric("internet.jitter.host", text("internet.jitter.host.label", "This computer's own lag"), Unit.MILLISECOND)
BURST = Metric("internet.loss.burst", text("internet.loss.burst.label", "Burst ratio of losses"))
REORDERING = Metric("internet.reordering", text("internet.reordering.label", "Packets out of order"), Unit.PERCENT)
DUPLICATES = Metric("internet.duplicates", text("internet.duplicates.label", "Packets that came twice"), Unit.PERCENT)

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
