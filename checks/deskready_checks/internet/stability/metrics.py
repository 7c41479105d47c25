"""What the stability check measures."""

from deskready.plugin import Better, Metric, Unit

OUTAGES = Metric("internet.stability.outages", "Outages", better=Better.LOWER)
LONGEST = Metric("internet.stability.longest", "The longest outage", Unit.SECOND, Better.LOWER)
LOSS = Metric("internet.stability.loss", "Packet loss over minutes", Unit.PERCENT, Better.LOWER)
LATENCY = Metric("internet.stability.latency", "Latency over minutes", Unit.MILLISECOND, Better.LOWER)
P99 = Metric("internet.stability.p99", "Latency, 99 %, minutes", Unit.MILLISECOND, Better.LOWER)
JITTER = Metric("internet.stability.jitter", "Jitter over minutes", Unit.MILLISECOND, Better.LOWER)
WATCHED = Metric("internet.stability.seconds", "How long it was watched", Unit.SECOND)

CABLE = "Use a network cable in place of Wi-Fi; if it stays so, show this to your internet provider."
"""What helps a line that does not hold."""
