"""What the stability check measures."""

from deskready.plugin import Better, Metric, Unit, text

OUTAGES = Metric("internet.stability.outages", text("internet.stability.outages.label", "Outages"), better=Better.LOWER)
LONGEST = Metric(
    "internet.stability.longest",
    text("internet.stability.longest.label", "The longest outage"),
    Unit.SECOND,
    Better.LOWER,
)
LOSS = Metric(
    "internet.stability.loss",
    text("internet.stability.loss.label", "Packet loss over minutes"),
    Unit.PERCENT,
    Better.LOWER,
)
LATENCY = Metric(
    "internet.stability.latency",
    text("internet.stability.latency.label", "Latency over minutes"),
    Unit.MILLISECOND,
    Better.LOWER,
)
P99 = Metric(
    "internet.stability.p99",
    text("internet.stability.p99.label", "Latency, 99 %, minutes"),
    Unit.MILLISECOND,
    Better.LOWER,
)
JITTER = Metric(
    "internet.stability.jitter",
    text("internet.stability.jitter.label", "Jitter over minutes"),
    Unit.MILLISECOND,
    Better.LOWER,
)
WATCHED = Metric(
    "internet.stability.seconds", text("internet.stability.seconds.label", "How long it was watched"), Unit.SECOND
)

CABLE = text(
    "internet.stability.cable",
    "Use a network cable in place of Wi-Fi; if it stays so, show this to your internet provider.",
)
"""What helps a line that does not hold."""
