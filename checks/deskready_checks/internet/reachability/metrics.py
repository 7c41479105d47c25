"""What the reachability check measures."""

from deskready.plugin import Better, Kind, Metric, Privacy, Unit, text

REACHABLE = Metric(
    "internet.reachable", text("internet.reachable.label", "Hosts that were reached"), Unit.PERCENT, Better.HIGHER
)
FAILED = Metric("internet.reachable.failed", text("internet.reachable.failed.label", "What failed"), kind=Kind.TEXT)
NAMED = Metric(
    "internet.reachable.hosts",
    text("internet.reachable.hosts.label", "Each host"),
    kind=Kind.TEXT,
    privacy=Privacy.PERSONAL,
)
INTERCEPTED = Metric(
    "internet.tls.private", text("internet.tls.private.label", "Privately vouched for"), kind=Kind.FLAG
)
ISSUERS = Metric("internet.tls.issuers", text("internet.tls.issuers.label", "Who vouches for hosts"), kind=Kind.TEXT)
