"""Measures what a call would sound like: a stream of probes, replayed and rated."""

from collections.abc import Iterator
from dataclasses import replace

from deskready.plugin import Context, Measurement, Quantity, Text, Unavailable, Unit, message, text
from deskready_checks.internet.call.codec import OPUS, OPUS_BAD, OPUS_GOOD
from deskready_checks.internet.call.emodel import mos
from deskready_checks.internet.call.playout import PACKET_MS, Playout
from deskready_checks.internet.call.rating import Call, call, rate
from deskready_checks.internet.call.wording import meaning, quality_class
from deskready_checks.internet.probe.advice import BOTH, OF_CLASS
from deskready_checks.internet.probe.stream import run_stream
from deskready_checks.internet.probe.survey import survey
from deskready_checks.internet.probe.words import explain_silence
from deskready_checks.internet.quality import metrics

VOICE_RATE = 50.0
"""Packets a second of G.711 with 20 ms each."""
BLUETOOTH_MS = (150.0, 175.0, 200.0)
"""What a Bluetooth headset adds to the delay: at least, usually, at most."""
_BASIS = text(
    "internet.quality.basis",
    "ITU-T G.107, G.711 with loss concealment; line not loaded meanwhile (while it is busy: see Internet speed)",
)
_MISSING = message("internet.quality.lost-and-late", "{lost} lost, {late} too late; burst ratio {burst}")
_PARTS = message(
    "internet.quality.delay-parts",
    "half the quickest round trip, buffer, {packet} of packet, {devices} of devices (assumed)",
)
_ADDED = message("internet.quality.added", "what if: {least} to {most} more delay")
_UNPUBLISHED = text(
    "internet.quality.unpublished",
    "estimate: nobody has published Opus's values for G.107; not to be compared with G.711",
)
_LISTENING = text("internet.quality.listening", "Listening to the line")
_NOTHING_BACK = text("internet.quality.nothing-back", "Not one packet came back: no call would be possible.")
_BY_CLASS = text("internet.quality.by-class", "by class of ITU-T G.109")
_BUFFER_IS = text("internet.quality.buffer-is", "99th percentile of delay variation, 20 to 200 ms")


def measure(context: Context, responder: str, seconds: float, device_ms: float) -> Iterator[Measurement]:
    """Probes the line as a call would, and rates it.

    Args:
        context: Of the run.
        responder: One's own, as "host:port", or "" for public servers.
        seconds: How long to probe, or 0 for the usual time.
        device_ms: What sound cards and software take at both ends.

    Raises:
        Unavailable: No server answers, or nothing came back.
    """
    surveyed = survey(context, responder, VOICE_RATE)
    if surveyed.silence:
        raise explain_silence(surveyed.silence, surveyed.detail, own=surveyed.own)
    stream = run_stream(context, surveyed, seconds, VOICE_RATE, _LISTENING)
    made = call(stream.trace, device_ms)
    if made is None:
        raise Unavailable(_NOTHING_BACK, remedy=metrics.REMEDY)
    yield from _headline(made, stream.method)
    yield from _playout(made.playout, device_ms)
    yield from _others(made.playout)


def _headline(made: Call, method: Text) -> Iterator[Measurement]:
    """MOS, R and what they mean."""
    method = BOTH(first=_BASIS, second=method)
    yield made.rating.through(mos).measured(metrics.MOS, method)
    yield made.rating.measured(metrics.R, OF_CLASS(name=quality_class(made.rating.value), method=method))
    yield metrics.MEANING.measured(meaning(made.rating.value, made.playout), method=_BY_CLASS)


def _playout(playout: Playout, device_ms: float) -> Iterator[Measurement]:
    """What the de-jitter buffer made of the trace."""
    low, high = playout.missing_interval
    lost = _MISSING(lost=playout.lost, late=playout.late, burst=Quantity(playout.burst, digits=2))
    share = playout.missing_percent
    yield metrics.MISSING.measured(share, low=low, high=high, samples=playout.sent, method=lost)
    packet, devices = (Quantity(time, Unit.MILLISECOND) for time in (PACKET_MS, device_ms))
    yield metrics.DELAY.measured(playout.delay_ms, method=_PARTS(packet=packet, devices=devices))
    yield metrics.BUFFER.measured(playout.buffer_ms, method=_BUFFER_IS)


def _others(playout: Playout) -> Iterator[Measurement]:
    """The same line with other equipment."""
    least, usual, most = (rate(playout, more_delay_ms=more) for more in BLUETOOTH_MS)
    added = _ADDED(least=Quantity(BLUETOOTH_MS[0]), most=Quantity(BLUETOOTH_MS[2], Unit.MILLISECOND))
    yield replace(usual, low=most.low, high=least.high).through(mos).measured(metrics.BLUETOOTH, added)
    worst, middle, best = (rate(playout, codec) for codec in (OPUS_BAD, OPUS, OPUS_GOOD))
    yield replace(middle, low=worst.low, high=best.high).through(mos).measured(metrics.OPUS, _UNPUBLISHED)
