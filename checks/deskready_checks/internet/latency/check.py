"""How long a packet takes to the internet and back, how evenly packets come, and how many get lost."""

from collections.abc import Iterator, Mapping

from deskready.plugin import Check, Context, Gap, Measurement, Use, Value, text
from deskready_checks.internet.latency.metrics import EVERY, JITTER, LATENCY, LOSS, UDP
from deskready_checks.internet.latency.options import COUNT, PUBLIC_SECONDS, RATE, SECONDS
from deskready_checks.internet.probe.advice import ALLOW, CABLE
from deskready_checks.internet.probe.causes import NETWORK
from deskready_checks.internet.probe.options import RESPONDER, TARGET


class Latency(Check):
    """How long a packet takes to the internet and back, how evenly packets come, and how many get lost.

    All figures are of round trips. Probes go to a responder of one's own, or to two public servers; then the round
    trip is that of the nearer one, jitter is taken within each path, and a server that alone loses packets is left
    out (`of_the_line`). Where UDP does not get through, the round trip is the time to open a TCP connection.
    """

    id = "internet.latency"
    title = text("internet.latency.title", "Internet latency")
    why = text(
        "internet.latency.why",
        "In a call both sides talk at the same time where the sound arrives late, and words are missing where packets "
        "come unevenly or get lost.",
    )
    about = text(
        "internet.latency.about",
        "How long a packet takes to the internet and back, how evenly packets come, and how many get lost.",
    )
    uses = frozenset({Use.NETWORK})
    place = 20
    typical_seconds = 43.0
    limit_seconds = 110.0
    causes = NETWORK
    metrics = EVERY
    remedies = {LATENCY: CABLE, JITTER: CABLE, LOSS: CABLE, UDP: ALLOW}
    options = (RESPONDER, SECONDS, RATE, TARGET, COUNT)

    def run(self, context: Context) -> Iterator[Measurement | Gap]:
        """Finds servers and probes them, or times TCP connections."""
        from deskready_checks.internet.latency.measure import measure

        yield from measure(context)

    @classmethod
    def limit(cls, options: Mapping[str, Value]) -> float:
        """All probes, and all connections at their slowest."""
        from deskready_checks.internet.probe.connect import CONNECT_SECONDS, PAUSE_SECONDS
        from deskready_checks.internet.probe.stream import seconds_limit

        probing = seconds_limit(SECONDS.of(options), RESPONDER.of(options)) + PUBLIC_SECONDS
        return probing + COUNT.of(options) * (CONNECT_SECONDS + PAUSE_SECONDS + 0.4)
