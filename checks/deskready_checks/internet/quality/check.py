"""What a call over this line would sound like."""

from collections.abc import Iterator, Mapping

from deskready.plugin import Check, Context, Measurement, Option, Use, Value, text
from deskready_checks.internet.probe.causes import NETWORK
from deskready_checks.internet.probe.options import RESPONDER
from deskready_checks.internet.quality.metrics import (
    BLUETOOTH,
    BUFFER,
    DELAY,
    MEANING,
    MISSING,
    MOS,
    OPUS,
    REMEDY,
    R,
)

SECONDS = Option(
    "seconds",
    0.0,
    text(
        "internet.quality.option.seconds",
        "How long to probe; 0 for 10 s to your own responder, 20 s to public servers.",
    ),
    0,
    600,
)
DEVICE = Option(
    "device",
    25.0,
    text("internet.quality.option.device", "Delay of sound cards and software at both ends, in ms."),
    0,
    500,
)


class CallQuality(Check):
    """What a call over this line would sound like. While the line is busy: see Internet speed.

    A stream of probes is replayed through a call's de-jitter buffer (`replay`), and what would have been heard is rated
    by the E-model of ITU-T G.107 with the codec that every telephone system speaks. The interval follows from how few
    packets the share of missing ones rests on. The line carries nothing else meanwhile; the same under load is measured
    by `internet.speed`, which fills the line anyway.
    """

    id = "internet.quality"
    title = text("internet.quality.title", "Call quality")
    why = text(
        "internet.quality.why",
        "It is what customers hear: delay, uneven packets and losses together decide whether they understand you.",
    )
    about = text(
        "internet.quality.about",
        "What a call over this line would sound like. While the line is busy: see Internet speed.",
    )
    uses = frozenset({Use.NETWORK})
    place = 30
    typical_seconds = 23.0
    limit_seconds = 45.0
    causes = NETWORK
    metrics = (MOS, R, MEANING, DELAY, MISSING, BUFFER, BLUETOOTH, OPUS)
    remedies = {MOS: REMEDY, R: REMEDY}
    options = (RESPONDER, SECONDS, DEVICE)

    def run(self, context: Context) -> Iterator[Measurement]:
        """Probes the line as a call would, and rates it."""
        from deskready_checks.internet.quality.measure import measure

        chosen = context.options
        yield from measure(context, RESPONDER.of(chosen), SECONDS.of(chosen), DEVICE.of(chosen))

    @classmethod
    def limit(cls, options: Mapping[str, Value]) -> float:
        """`limit_seconds`, longer or shorter by what the stream is."""
        from deskready_checks.internet.probe.stream import seconds_limit

        return seconds_limit(SECONDS.of(options), RESPONDER.of(options))
