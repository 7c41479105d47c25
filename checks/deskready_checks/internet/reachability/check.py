"""Whether the hosts that work needs can be reached: a softphone's, a CRM's, whatever an employer lists."""

from collections.abc import Iterator, Mapping

from deskready.plugin import Check, Context, Gap, Measurement, Option, Use, Value, text
from deskready_checks.internet.reachability.metrics import FAILED, INTERCEPTED, ISSUERS, NAMED, REACHABLE

ENDPOINTS = Option(
    "endpoints",
    "",
    text(
        "internet.reachability.option.endpoints",
        "Endpoints between blanks: tcp:host:port tls: udp: wss://host/path https://host/path.",
    ),
)
_ASK = text(
    "internet.reachability.ask", "Show the list of what failed to your IT support, or to whoever runs this network."
)


class Reachability(Check):
    """Whether the hosts that work needs can be reached: a softphone's, a CRM's, whatever an employer lists.

    Each endpoint is tried up to the point where both sides understand each other. Of an encrypted connection it is said
    who vouches for the host, and whether the world would trust them, too: where it would not, something that this
    computer was told to trust, such as a filter or security software, may read along, or the host is an internal one.
    Connections are made directly, not through a proxy.
    """

    id = "internet.reachability"
    title = text("internet.reachability.title", "Hosts that work needs")
    why = text(
        "internet.reachability.why",
        "A fast line is no use where a firewall, a filter or a wrong setting keeps the softphone from its server.",
    )
    about = text(
        "internet.reachability.about",
        "Whether the hosts that work needs can be reached: a softphone's, a CRM's, whatever an employer lists.",
    )
    uses = frozenset({Use.NETWORK})
    default = False
    place = 60
    typical_seconds = 3.0
    limit_seconds = 60.0
    metrics = (REACHABLE, FAILED, NAMED, INTERCEPTED, ISSUERS)
    remedies = {
        REACHABLE: _ASK,
        FAILED: _ASK,
        INTERCEPTED: text(
            "internet.tls.private.remedy",
            "Ask your employer whether that is theirs; else look into this computer's security software.",
        ),
    }
    options = (ENDPOINTS,)

    def run(self, context: Context) -> Iterator[Measurement | Gap]:
        """Tries all endpoints, several at once."""
        from deskready_checks.internet.reachability.measure import measure

        yield from measure(context, ENDPOINTS.of(context.options))

    @classmethod
    def limit(cls, options: Mapping[str, Value]) -> float:
        """All endpoints at their slowest, `AT_ONCE` at once."""
        from deskready_checks.internet.reachability.reach import AT_ONCE, SLOWEST_SECONDS

        rounds = -(-len(ENDPOINTS.of(options).split()) // AT_ONCE)
        return max(cls.limit_seconds, 15.0 + rounds * SLOWEST_SECONDS)
