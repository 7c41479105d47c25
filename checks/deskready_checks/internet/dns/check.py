"""How long names take to be looked up, by the system and by each of its name servers."""

from collections.abc import Iterator, Mapping

from deskready.plugin import Check, Context, Gap, Measurement, Option, Use, Value, text
from deskready_checks.internet.dns.metrics import DEAD, FAILURES, MEDIAN, P95, REMEDY, RESOLVERS, REWRITING, SLOWEST
from deskready_checks.internet.probe.causes import NETWORK
from deskready_checks.internet.probe.names import KNOWN

SERVERS = Option(
    "resolvers",
    "",
    text(
        "internet.dns.option.resolvers",
        "Addresses of name servers between blanks; only they are asked, and not the system.",
    ),
)
DOMAIN = Option(
    "domain",
    KNOWN[0],
    text(
        "internet.dns.option.domain",
        "The domain under which names are made up; it must exist, with an address, and should not be signed (DNSSEC).",
    ),
)
COUNT = Option(
    "count",
    10,
    text("internet.dns.option.count", "How many names to look up, of each kind of address."),
    minimum=1,
    maximum=50,
)


class NameLookup(Check):
    """How long names take to be looked up, by the system and by each of its name servers.

    Only names that nobody asked for before are looked up, so that no cache can answer. That such a name does not exist
    is a good answer.
    """

    id = "internet.dns"
    title = text("internet.dns.title", "Name lookup (DNS)")
    why = text(
        "internet.dns.why",
        "Every page and every call begins with a name: where names are slow or fail, all of the internet seems to.",
    )
    about = text(
        "internet.dns.about", "How long names take to be looked up, by the system and by each of its name servers."
    )
    uses = frozenset({Use.NETWORK})
    typical_seconds = 5.0
    limit_seconds = 100.0
    causes = NETWORK
    metrics = (MEDIAN, P95, FAILURES, SLOWEST, DEAD, REWRITING, RESOLVERS)
    remedies = {
        MEDIAN: REMEDY,
        P95: REMEDY,
        FAILURES: REMEDY,
        SLOWEST: REMEDY,
        DEAD: text(
            "internet.dns.dead.remedy",
            "Take the name server that does not work out of the router's or this computer's settings.",
        ),
        REWRITING: text(
            "internet.dns.rewriting.remedy",
            "Set another name server (DNS) in the router, or ask your provider to switch this off.",
        ),
    }
    options = (SERVERS, DOMAIN, COUNT)

    def run(self, context: Context) -> Iterator[Measurement | Gap]:
        """Asks the system, then each name server, then for a name that nobody owns."""
        from deskready_checks.internet.dns.measure import measure

        chosen = context.options
        yield from measure(context, SERVERS.of(chosen), DOMAIN.of(chosen), COUNT.of(chosen))

    @classmethod
    def limit(cls, options: Mapping[str, Value]) -> float:
        """`limit_seconds`, and more for more questions."""
        return cls.limit_seconds + 4.0 * max(COUNT.of(options) - 10, 0)
