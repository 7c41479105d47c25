"""How the line holds over minutes: latency, losses and outages."""

from collections.abc import Iterator, Mapping

from deskready.plugin import Better, Check, Context, Gap, Measurement, Metric, Option, Unit, Use, Value

_AROUND_SECONDS = 30.0
CABLE = "Use a network cable in place of Wi-Fi; if it stays so, show this to your internet provider."
"""What helps a line that does not hold."""


class Stability(Check):
    """How the line holds over minutes: latency, losses and outages.

    It can be concluded at any time with what there is. Probes go over UDP to a responder of one's own or, fewer, to two
    public servers; or the line is tried with TCP connections to a host.
    """

    id = "internet.stability"
    title = "Stability of the line"
    why = "A line that is gone for some seconds every few minutes passes a short test and still drops calls."
    uses = frozenset({Use.NETWORK})
    default = False
    place = 70
    typical_seconds = 605.0
    limit_seconds = 10 * 60 + _AROUND_SECONDS
    outages = Metric("internet.stability.outages", "Outages", better=Better.LOWER)
    longest = Metric("internet.stability.longest", "The longest outage", Unit.SECOND, Better.LOWER)
    loss = Metric("internet.stability.loss", "Packet loss over minutes", Unit.PERCENT, Better.LOWER)
    latency = Metric("internet.stability.latency", "Latency over minutes", Unit.MILLISECOND, Better.LOWER)
    p99 = Metric("internet.stability.p99", "Latency, 99 %, minutes", Unit.MILLISECOND, Better.LOWER)
    jitter = Metric("internet.stability.jitter", "Jitter over minutes", Unit.MILLISECOND, Better.LOWER)
    watched = Metric("internet.stability.seconds", "How long it was watched", Unit.SECOND)
    metrics = (outages, longest, loss, latency, p99, jitter, watched)
    remedies = {outages: CABLE, longest: CABLE, loss: CABLE, latency: CABLE, p99: CABLE, jitter: CABLE}
    options = (
        Option("minutes", 10.0, "How long to watch, usually 1 to 60; fractions are for tests.", 0.01, 60),
        Option(
            "responder",
            "",
            'A `deskready responder` of your own as "host:port"; no other host is probed then.',
            served="udp",
        ),
        Option("target", "", 'Host for TCP connections, as "host:port". Without `responder`, only it is contacted.'),
    )

    def run(self, context: Context) -> Iterator[Measurement | Gap]:
        """See `_watching`, which is loaded only where the check runs."""
        from deskready_checks.internet._watching import measure

        yield from measure(self, context)

    @classmethod
    def limit(cls, options: Mapping[str, Value]) -> float:
        """As long as it watches, and what looking for servers takes."""
        return float(options["minutes"]) * 60 + _AROUND_SECONDS
