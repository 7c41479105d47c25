"""How the line holds over minutes: latency, losses and outages."""

from collections.abc import Iterator, Mapping

from deskready.plugin import Check, Context, Gap, Measurement, Option, Use, Value, text
from deskready_checks.internet.probe.causes import NETWORK
from deskready_checks.internet.probe.options import RESPONDER, TARGET
from deskready_checks.internet.stability.metrics import CABLE, JITTER, LATENCY, LONGEST, LOSS, OUTAGES, P99, WATCHED

MINUTES = Option(
    "minutes",
    10.0,
    text("internet.stability.option.minutes", "How long to watch, usually 1 to 60; fractions are for tests."),
    0.01,
    60,
)
_AROUND_SECONDS = 30.0


class Stability(Check):
    """How the line holds over minutes: latency, losses and outages.

    It can be concluded at any time with what there is. Probes go over UDP to a responder of one's own or, fewer, to two
    public servers; or the line is tried with TCP connections to a host.
    """

    id = "internet.stability"
    title = text("internet.stability.title", "Stability of the line")
    why = text(
        "internet.stability.why",
        "A line that is gone for some seconds every few minutes passes a short test and still drops calls.",
    )
    about = text("internet.stability.about", "How the line holds over minutes: latency, losses and outages.")
    uses = frozenset({Use.NETWORK})
    default = False
    place = 70
    typical_seconds = 605.0
    limit_seconds = 10 * 60 + _AROUND_SECONDS
    causes = NETWORK
    metrics = (OUTAGES, LONGEST, LOSS, LATENCY, P99, JITTER, WATCHED)
    remedies = {OUTAGES: CABLE, LONGEST: CABLE, LOSS: CABLE, LATENCY: CABLE, P99: CABLE, JITTER: CABLE}
    options = (MINUTES, RESPONDER, TARGET)

    def run(self, context: Context) -> Iterator[Measurement | Gap]:
        """Watches, and counts."""
        from deskready_checks.internet.stability.measure import measure

        chosen = context.options
        yield from measure(context, MINUTES.of(chosen) * 60, RESPONDER.of(chosen), TARGET.of(chosen))

    @classmethod
    def limit(cls, options: Mapping[str, Value]) -> float:
        """As long as it watches, and what looking for servers takes."""
        return MINUTES.of(options) * 60 + _AROUND_SECONDS
