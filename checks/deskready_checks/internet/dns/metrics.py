"""What the name-lookup check measures."""

from deskready.plugin import Better, Kind, Metric, Privacy, Unit

MEDIAN = Metric("internet.dns", "Time to look up a name", Unit.MILLISECOND, Better.LOWER)
P95 = Metric("internet.dns.p95", "Time for 95 % of names", Unit.MILLISECOND, Better.LOWER)
FAILURES = Metric("internet.dns.failures", "Look-ups that failed", Unit.PERCENT, Better.LOWER)
SLOWEST = Metric("internet.dns.slowest", "The slowest name server", Unit.MILLISECOND, Better.LOWER)
DEAD = Metric("internet.dns.dead", "Name servers that fail", better=Better.LOWER)
REWRITING = Metric("internet.dns.rewriting", "Wrong names get answers", kind=Kind.FLAG)
RESOLVERS = Metric("internet.dns.resolvers", "Each name server", kind=Kind.TEXT, privacy=Privacy.PERSONAL)

REMEDY = "Restart the router; if that does not help, set another name server (DNS) in it or ask your provider."
"""What helps slow or failing name servers."""
