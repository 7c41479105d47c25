"""What the reachability check measures."""

from deskready.plugin import Better, Kind, Metric, Privacy, Unit

REACHABLE = Metric("internet.reachable", "Hosts that were reached", Unit.PERCENT, Better.HIGHER)
FAILED = Metric("internet.reachable.failed", "What failed", kind=Kind.TEXT)
NAMED = Metric("internet.reachable.hosts", "Each host", kind=Kind.TEXT, privacy=Privacy.PERSONAL)
INTERCEPTED = Metric("internet.tls.private", "Privately vouched for", kind=Kind.FLAG)
ISSUERS = Metric("internet.tls.issuers", "Who vouches for hosts", kind=Kind.TEXT)
