"""What a call over this line would sound like."""

from collections.abc import Iterator, Mapping

from deskready.plugin import Better, Check, Context, Kind, Measurement, Metric, Option, Unavailable, Unit, Use, Value
from deskready_checks.internet.probe.stream import run_stream, seconds_limit
from deskready_checks.internet.probe.survey import survey
from deskready_checks.internet.probe.words import explain_silence
from deskready_checks.internet.quality.call import Rating, rate, worst
from deskready_checks.internet.quality.codec import OPUS, OPUS_BAD, OPUS_GOOD
from deskready_checks.internet.quality.emodel import mos
from deskready_checks.internet.quality.playout import DEVICE_MS, PACKET_MS, Playout
from deskready_checks.internet.quality.wording import meaning, quality_class

VOICE_RATE = 50.0
"""Packets a second of G.711 with 20 ms each."""
BLUETOOTH_MS = (150.0, 175.0, 200.0)
"""What a Bluetooth headset adds to the delay: at least, usually, at most."""
_BASIS = "ITU-T G.107, G.711 with loss concealment; line not loaded meanwhile"
_REMEDY = "Use a network cable in place of Wi-Fi, stop other downloads, switch off any VPN, or ask your provider."


class CallQuality(Check):
    """What a call over this line would sound like.

    A stream of probes is replayed through a call's de-jitter buffer (`replay`), and what would have been heard is rated
    by the E-model of ITU-T G.107 with the codec that every telephone system speaks. The interval follows from how few
    packets the share of missing ones rests on. The line carries nothing else meanwhile; `worst` would take traces under
    load, too.
    """

    id = "internet.quality"
    title = "Call quality"
    why = "It is what customers hear: delay, uneven packets and losses together decide whether they understand you."
    uses = frozenset({Use.NETWORK})
    typical_seconds = 23.0
    limit_seconds = 45.0
    mos = Metric("internet.quality.mos", "Call quality (MOS)", better=Better.HIGHER)
    r = Metric("internet.quality.r", "Call quality (R)", better=Better.HIGHER)
    meaning = Metric("internet.quality.meaning", "In words", kind=Kind.TEXT)
    delay = Metric("internet.quality.delay", "Delay from mouth to ear", Unit.MILLISECOND)
    missing = Metric("internet.quality.missing", "Packets that were not played", Unit.PERCENT)
    buffer = Metric("internet.quality.buffer", "De-jitter buffer", Unit.MILLISECOND)
    bluetooth = Metric("internet.quality.bluetooth", "MOS with a Bluetooth headset")
    opus = Metric("internet.quality.opus", "MOS with Opus (estimate)")
    metrics = (mos, r, meaning, delay, missing, buffer, bluetooth, opus)
    remedies = {mos: _REMEDY, r: _REMEDY}
    options = (
        Option("responder", "", 'A `deskready responder` of your own as "host:port"; no other host is probed then.'),
        Option("seconds", 0, "How long to probe; 0 for 10 s to your own responder, 20 s to public servers.", 0, 600),
        Option("device", DEVICE_MS, "Delay of sound cards and software at both ends, in ms.", 0, 500),
    )

    def run(self, context: Context) -> Iterator[Measurement]:
        """Probes the line as a call would, and rates it."""
        surveyed = survey(context, str(context.options["responder"]), VOICE_RATE)
        if surveyed.silence:
            raise explain_silence(surveyed.silence, surveyed.detail, own=surveyed.own)
        stream = run_stream(context, surveyed, float(context.options["seconds"]), VOICE_RATE, "Listening to the line")
        call = worst(stream.trace, [], float(context.options["device"]))
        if call is None:
            raise Unavailable("Not one packet came back: no call would be possible.", remedy=_REMEDY)
        yield from self._headline(call.rating, call.playout, stream.method)
        yield from self._playout(call.playout, float(context.options["device"]))
        yield from self._others(call.playout)

    @classmethod
    def limit(cls, options: Mapping[str, Value]) -> float:
        """`limit_seconds`, longer or shorter by what the stream is."""
        return seconds_limit(options)

    def _headline(self, rating: Rating, playout: Playout, method: str) -> Iterator[Measurement]:
        """MOS, R and what they mean."""
        method = f"{_BASIS}; {method}"
        yield _scored(self.mos, rating, playout, method)
        found = f"class {quality_class(rating.r)} of ITU-T G.109; {method}"
        yield self.r.measured(rating.r, low=rating.low, high=rating.high, samples=playout.sent, method=found)
        yield self.meaning.measured(meaning(rating.r, playout), method="by class of ITU-T G.109")

    def _playout(self, playout: Playout, device: float) -> Iterator[Measurement]:
        """What the de-jitter buffer made of the trace."""
        low, high = playout.missing_interval
        lost = f"{playout.lost} lost, {playout.late} too late; burst ratio {playout.burst:.2f}"
        share = playout.missing_percent
        yield self.missing.measured(share, low=low, high=high, samples=playout.sent, method=lost)
        parts = f"half the quickest round trip, buffer, {PACKET_MS:g} ms of packet, {device:g} ms of devices (assumed)"
        yield self.delay.measured(playout.delay_ms, method=parts)
        yield self.buffer.measured(playout.buffer_ms, method="99th percentile of delay variation, 20 to 200 ms")

    def _others(self, playout: Playout) -> Iterator[Measurement]:
        """The same line with other equipment."""
        least, usual, most = (rate(playout, more_delay_ms=more) for more in BLUETOOTH_MS)
        added = f"what if: {BLUETOOTH_MS[0]:g} to {BLUETOOTH_MS[2]:g} ms more delay"
        yield _scored(self.bluetooth, Rating(usual.r, most.low, least.high), playout, added)
        guess = Rating(rate(playout, OPUS).r, rate(playout, OPUS_BAD).low, rate(playout, OPUS_GOOD).high)
        unknown = "estimate: nobody has published Opus's values for G.107; not to be compared with G.711"
        yield _scored(self.opus, guess, playout, unknown)


def _scored(metric: Metric, rating: Rating, playout: Playout, method: str) -> Measurement:
    """A rating as MOS."""
    return metric.measured(
        mos(rating.r), low=mos(rating.low), high=mos(rating.high), samples=playout.sent, method=method
    )
