"""What a call over this line would sound like."""

from collections.abc import Iterator, Mapping

from deskready.plugin import Better, Check, Context, Kind, Measurement, Metric, Option, Unit, Use, Value

_REMEDY = "Use a network cable in place of Wi-Fi, stop other downloads, switch off any VPN, or ask your provider."


class CallQuality(Check):
    """What a call over this line would sound like. While the line is busy: see Internet speed.

    A stream of probes is replayed through a call's de-jitter buffer (`replay`), and what would have been heard is rated
    by the E-model of ITU-T G.107 with the codec that every telephone system speaks. The interval follows from how few
    packets the share of missing ones rests on. The line carries nothing else meanwhile; the same under load is measured
    by `internet.speed`, which fills the line anyway.
    """

    id = "internet.quality"
    title = "Call quality"
    why = "It is what customers hear: delay, uneven packets and losses together decide whether they understand you."
    uses = frozenset({Use.NETWORK})
    place = 30
    typical_seconds = 23.0
    limit_seconds = 45.0
    mos = Metric("internet.quality.mos", "Call quality, idle (MOS)", better=Better.HIGHER)
    r = Metric("internet.quality.r", "Call quality, idle (R)", better=Better.HIGHER)
    meaning = Metric("internet.quality.meaning", "In words", kind=Kind.TEXT)
    delay = Metric("internet.quality.delay", "Delay from mouth to ear", Unit.MILLISECOND)
    missing = Metric("internet.quality.missing", "Packets not played", Unit.PERCENT)
    buffer = Metric("internet.quality.buffer", "De-jitter buffer", Unit.MILLISECOND)
    bluetooth = Metric("internet.quality.bluetooth", "MOS over Bluetooth")
    opus = Metric("internet.quality.opus", "MOS with Opus (estimate)")
    metrics = (mos, r, meaning, delay, missing, buffer, bluetooth, opus)
    remedies = {mos: _REMEDY, r: _REMEDY}
    options = (
        Option(
            "responder",
            "",
            'A `deskready responder` of your own as "host:port"; no other host is probed then.',
            served="udp",
        ),
        Option("seconds", 0, "How long to probe; 0 for 10 s to your own responder, 20 s to public servers.", 0, 600),
        Option("device", 25.0, "Delay of sound cards and software at both ends, in ms.", 0, 500),
    )

    def run(self, context: Context) -> Iterator[Measurement]:
        """Probes the line as a call would, and rates it."""
        from deskready_checks.internet._call import measure

        yield from measure(self, context)

    @classmethod
    def limit(cls, options: Mapping[str, Value]) -> float:
        """`limit_seconds`, longer or shorter by what the stream is."""
        from deskready_checks.internet.probe.stream import seconds_limit

        return seconds_limit(options)
