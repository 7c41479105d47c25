"""What the name-lookup check measures."""

from deskready.plugin import Better, Kind, Metric, Privacy, Unit, text

MEDIAN = Metric("internet.dns", text("internet.dns.label", "Time to look up a name"), Unit.MILLISECOND, Better.LOWER)
P95 = Metric(
    "internet.dns.p95", text("internet.dns.p95.label", "Time for 95 % of names"), Unit.MILLISECOND, Better.LOWER
)
FAILURES = Metric(
    "internet.dns.failures", text("internet.dns.failures.label", "Look-ups that failed"), Unit.PERCENT, Better.LOWER
)
SLOWEST = Metric(
    "internet.dns.slowest",
    text("internet.dns.slowest.label", "The slowest name server"),
    Unit.MILLISECOND,
    Better.LOWER,
)
DEAD = Metric("internet.dns.dead", text("internet.dns.dead.label", "Name servers that fail"), better=Better.LOWER)
REWRITING = Metric(
    "internet.dns.rewriting", text("internet.dns.rewriting.label", "Wrong names get answers"), kind=Kind.FLAG
)
RESOLVERS = Metric(
    "internet.dns.resolvers",
    text("internet.dns.resolvers.label", "Each name server"),
    kind=Kind.TEXT,
    privacy=Privacy.PERSONAL,
)

REMEDY = text(
    "internet.dns.remedy",
    "Restart the router; if that does not help, set another name server (DNS) in it or ask your provider.",
)
"""What helps slow or failing name servers."""
