"""How long a packet takes to the internet and back, how evenly packets come, and how many get lost."""

from collections.abc import Iterator, Mapping

from deskready.plugin import Better, Check, Context, Gap, Kind, Measurement, Metric, Option, Unit, Use, Value
from deskready_checks.internet.probe.advice import ALLOW, CABLE

PUBLIC_SECONDS = 40.0
"""How long public servers are probed: 400 probes, so that none lost proves less than 1 % (Wilson, 95 %)."""


class Latency(Check):
    """How long a packet takes to the internet and back, how evenly packets come, and how many get lost.

    All figures are of round trips. Probes go to a responder of one's own, or to two public servers; then the round
    trip is that of the nearer one, jitter is taken within each path, and a server that alone loses packets is left
    out (`of_the_line`). Where UDP does not get through, the round trip is the time to open a TCP connection.
    """

    id = "internet.latency"
    title = "Internet latency"
    why = (
        "In a call both sides talk at the same time where the sound arrives late, and words are missing where packets "
        "come unevenly or get lost."
    )
    uses = frozenset({Use.NETWORK})
    place = 20
    typical_seconds = 43.0
    limit_seconds = 110.0
    latency = Metric("internet.latency", "Round-trip latency", Unit.MILLISECOND, Better.LOWER)
    jitter = Metric("internet.jitter", "Jitter", Unit.MILLISECOND, Better.LOWER)
    loss = Metric("internet.loss", "Packet loss", Unit.PERCENT, Better.LOWER)
    udp = Metric("internet.udp", "UDP gets through", kind=Kind.FLAG)
    nat = Metric("internet.nat", "Address translation, NAT", kind=Kind.TEXT)
    least = Metric("internet.latency.min", "Latency, quickest packet", Unit.MILLISECOND)
    p95 = Metric("internet.latency.p95", "Latency, 95 % of packets", Unit.MILLISECOND)
    p99 = Metric("internet.latency.p99", "Latency, 99 % of packets", Unit.MILLISECOND)
    smoothed = Metric("internet.jitter.rfc3550", "Jitter after RFC 3550", Unit.MILLISECOND)
    variation = Metric("internet.jitter.pdv", "Delay variation of 99 %", Unit.MILLISECOND)
    lag = Metric("internet.jitter.host", "This computer's own lag", Unit.MILLISECOND)
    burst = Metric("internet.loss.burst", "Burst ratio of losses")
    reordering = Metric("internet.reordering", "Packets out of order", Unit.PERCENT)
    duplicates = Metric("internet.duplicates", "Packets that came twice", Unit.PERCENT)
    metrics = (
        *(latency, jitter, loss, udp, nat, least, p95, p99),
        *(smoothed, variation, lag, burst, reordering, duplicates),
    )
    remedies = {latency: CABLE, jitter: CABLE, loss: CABLE, udp: ALLOW}
    options = (
        Option(
            "responder",
            "",
            'A `deskready responder` of your own as "host:port"; no other host is probed then.',
            served="udp",
        ),
        Option("seconds", 0, "How long to probe; 0 for 10 s to your own responder, 40 s to public servers.", 0, 600),
        Option("rate", 50, "Probes a second to your own responder; public servers get 10 at most.", 1, 100),
        Option("target", "", 'Host for TCP connections, as "host:port". Without `responder`, only it is contacted.'),
        Option("count", 10, "How many TCP connections to time where UDP is not used.", minimum=1, maximum=100),
    )

    def run(self, context: Context) -> Iterator[Measurement | Gap]:
        """Finds servers and probes them, or times TCP connections."""
        from deskready_checks.internet._line import measure

        yield from measure(self, context)

    @classmethod
    def limit(cls, options: Mapping[str, Value]) -> float:
        """All probes, and all connections at their slowest."""
        from deskready_checks.internet._connect import CONNECT_SECONDS, PAUSE_SECONDS
        from deskready_checks.internet.probe.stream import seconds_limit

        return (
            seconds_limit(options) + PUBLIC_SECONDS + float(options["count"]) * (CONNECT_SECONDS + PAUSE_SECONDS + 0.4)
        )
