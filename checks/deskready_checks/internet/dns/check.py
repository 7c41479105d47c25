"""How long names take to be looked up, by the system and by each of its name servers."""

from collections.abc import Iterator, Mapping

from deskready.plugin import (
    Better,
    Check,
    Context,
    Gap,
    Kind,
    Measurement,
    Metric,
    Option,
    Privacy,
    Unit,
    Use,
    Value,
)

REMEDY = "Restart the router; if that does not help, set another name server (DNS) in it or ask your provider."
"""What helps slow or failing name servers."""


class NameLookup(Check):
    """How long names take to be looked up, by the system and by each of its name servers.

    Only names that nobody asked for before are looked up, so that no cache can answer. That such a name does not exist
    is a good answer.
    """

    id = "internet.dns"
    title = "Name lookup (DNS)"
    why = "Every page and every call begins with a name: where names are slow or fail, all of the internet seems to."
    uses = frozenset({Use.NETWORK})
    typical_seconds = 5.0
    limit_seconds = 100.0
    median = Metric("internet.dns", "Time to look up a name", Unit.MILLISECOND, Better.LOWER)
    p95 = Metric("internet.dns.p95", "Time for 95 % of names", Unit.MILLISECOND, Better.LOWER)
    failures = Metric("internet.dns.failures", "Look-ups that failed", Unit.PERCENT, Better.LOWER)
    slowest = Metric("internet.dns.slowest", "The slowest name server", Unit.MILLISECOND, Better.LOWER)
    dead = Metric("internet.dns.dead", "Name servers that fail", better=Better.LOWER)
    rewriting = Metric("internet.dns.rewriting", "Wrong names get answers", kind=Kind.FLAG)
    resolvers = Metric("internet.dns.resolvers", "Each name server", kind=Kind.TEXT, privacy=Privacy.PERSONAL)
    metrics = (median, p95, failures, slowest, dead, rewriting, resolvers)
    remedies = {
        median: REMEDY,
        p95: REMEDY,
        failures: REMEDY,
        slowest: REMEDY,
        dead: "Take the name server that does not work out of the router's or this computer's settings.",
        rewriting: "Set another name server (DNS) in the router, or ask your provider to switch this off.",
    }
    options = (
        Option("resolvers", "", "Addresses of name servers between blanks; only they are asked, and not the system."),
        Option("domain", "google.com", "The domain under which names are made up; it should not be signed (DNSSEC)."),
        Option("count", 10, "How many names to look up, of each kind of address.", minimum=1, maximum=50),
    )

    def run(self, context: Context) -> Iterator[Measurement | Gap]:
        """See `_names`, which is loaded only where the check runs."""
        from deskready_checks.internet.dns.measure import measure

        yield from measure(self, context)

    @classmethod
    def limit(cls, options: Mapping[str, Value]) -> float:
        """`limit_seconds`, and more for more questions."""
        return cls.limit_seconds + 4 * max(float(options["count"]) - 10, 0.0)
