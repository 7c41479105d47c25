"""Measures what a call would sound like: a stream of probes, replayed and rated."""

from collections.abc import Iterator
from dataclasses import replace

from deskready.plugin import Context, Measurement, Unavailable
from deskready_checks.internet.call.codec import OPUS, OPUS_BAD, OPUS_GOOD
from deskready_checks.internet.call.emodel import mos
from deskready_checks.internet.call.playout import PACKET_MS, Playout
from deskready_checks.internet.call.rating import Call, call, rate
from deskready_checks.internet.call.wording import meaning, quality_class
from deskready_checks.internet.probe.stream import run_stream
from deskready_checks.internet.probe.survey import survey
from deskready_checks.internet.probe.words import explain_silence
from deskready_checks.internet.quality import metrics

VOICE_RATE = 50.0
"""Packets a second of G.711 with 20 ms each."""
BLUETOOTH_MS = (150.0, 175.0, 200.0)
"""What a Bluetooth headset adds to the delay: at least, usually, at most."""
_BASIS = "ITU-T G.107, G.711 with loss concealment; line not loaded meanwhile (while it is busy: see Internet speed)"


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
    stream = run_stream(context, surveyed, seconds, VOICE_RATE, "Listening to the line")
    made = call(stream.trace, device_ms)
    if made is None:
        raise Unavailable("Not one packet came back: no call would be possible.", remedy=metrics.REMEDY)
    yield from _headline(made, stream.method)
    yield from _playout(made.playout, device_ms)
    yield from _others(made.playout)


def _headline(made: Call, method: str) -> Iterator[Measurement]:
    """MOS, R and what they mean."""
    method = f"{_BASIS}; {method}"
    yield made.rating.through(mos).measured(metrics.MOS, method)
    yield made.rating.measured(metrics.R, f"class {quality_class(made.rating.value)} of ITU-T G.109; {method}")
    yield metrics.MEANING.measured(meaning(made.rating.value, made.playout), method="by class of ITU-T G.109")


def _playout(playout: Playout, device_ms: float) -> Iterator[Measurement]:
    """What the de-jitter buffer made of the trace."""
    low, high = playout.missing_interval
    lost = f"{playout.lost} lost, {playout.late} too late; burst ratio {playout.burst:.2f}"
    share = playout.missing_percent
    yield metrics.MISSING.measured(share, low=low, high=high, samples=playout.sent, method=lost)
    parts = f"half the quickest round trip, buffer, {PACKET_MS:g} ms of packet, {device_ms:g} ms of devices (assumed)"
    yield metrics.DELAY.measured(playout.delay_ms, method=parts)
    yield metrics.BUFFER.measured(playout.buffer_ms, method="99th percentile of delay variation, 20 to 200 ms")


def _others(playout: Playout) -> Iterator[Measurement]:
    """The same line with other equipment."""
    least, usual, most = (rate(playout, more_delay_ms=more) for more in BLUETOOTH_MS)
    added = f"what if: {BLUETOOTH_MS[0]:g} to {BLUETOOTH_MS[2]:g} ms more delay"
    yield replace(usual, low=most.low, high=least.high).through(mos).measured(metrics.BLUETOOTH, added)
    worst, middle, best = (rate(playout, codec) for codec in (OPUS_BAD, OPUS, OPUS_GOOD))
    unknown = "estimate: nobody has published Opus's values for G.107; not to be compared with G.711"
    yield replace(middle, low=worst.low, high=best.high).through(mos).measured(metrics.OPUS, unknown)
