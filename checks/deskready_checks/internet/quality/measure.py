"""Measures what the call-quality check declares."""

from collections.abc import Iterator

from deskready.plugin import Context, Measurement, Metric, Unavailable
from deskready_checks.internet.call.codec import OPUS, OPUS_BAD, OPUS_GOOD
from deskready_checks.internet.call.emodel import mos
from deskready_checks.internet.call.playout import PACKET_MS, Playout
from deskready_checks.internet.call.rating import Rating, call, rate
from deskready_checks.internet.call.wording import meaning, quality_class
from deskready_checks.internet.probe.stream import run_stream
from deskready_checks.internet.probe.survey import survey
from deskready_checks.internet.probe.words import explain_silence
from deskready_checks.internet.quality.check import CallQuality

VOICE_RATE = 50.0
"""Packets a second of G.711 with 20 ms each."""
BLUETOOTH_MS = (150.0, 175.0, 200.0)
"""What a Bluetooth headset adds to the delay: at least, usually, at most."""
_BASIS = "ITU-T G.107, G.711 with loss concealment; line not loaded meanwhile (while it is busy: see Internet speed)"


def measure(check: CallQuality, context: Context) -> Iterator[Measurement]:
    """Probes the line as a call would, and rates it.

    Args:
        check: Declares the metrics.
        context: Of the run.

    Raises:
        Unavailable: No server answers, or nothing came back.
    """
    surveyed = survey(context, str(context.options["responder"]), VOICE_RATE)
    if surveyed.silence:
        raise explain_silence(surveyed.silence, surveyed.detail, own=surveyed.own)
    stream = run_stream(context, surveyed, float(context.options["seconds"]), VOICE_RATE, "Listening to the line")
    made = call(stream.trace, float(context.options["device"]))
    if made is None:
        raise Unavailable("Not one packet came back: no call would be possible.", remedy=check.remedies[check.mos])
    yield from _headline(check, made.rating, made.playout, stream.method)
    yield from _playout(check, made.playout, float(context.options["device"]))
    yield from _others(check, made.playout)


def _headline(check: CallQuality, rating: Rating, playout: Playout, method: str) -> Iterator[Measurement]:
    """MOS, R and what they mean."""
    method = f"{_BASIS}; {method}"
    yield _scored(check.mos, rating, playout, method)
    found = f"class {quality_class(rating.r)} of ITU-T G.109; {method}"
    yield check.r.measured(rating.r, low=rating.low, high=rating.high, samples=playout.sent, method=found)
    yield check.meaning.measured(meaning(rating.r, playout), method="by class of ITU-T G.109")


def _playout(check: CallQuality, playout: Playout, device: float) -> Iterator[Measurement]:
    """What the de-jitter buffer made of the trace."""
    low, high = playout.missing_interval
    lost = f"{playout.lost} lost, {playout.late} too late; burst ratio {playout.burst:.2f}"
    share = playout.missing_percent
    yield check.missing.measured(share, low=low, high=high, samples=playout.sent, method=lost)
    parts = f"half the quickest round trip, buffer, {PACKET_MS:g} ms of packet, {device:g} ms of devices (assumed)"
    yield check.delay.measured(playout.delay_ms, method=parts)
    yield check.buffer.measured(playout.buffer_ms, method="99th percentile of delay variation, 20 to 200 ms")


def _others(check: CallQuality, playout: Playout) -> Iterator[Measurement]:
    """The same line with other equipment."""
    least, usual, most = (rate(playout, more_delay_ms=more) for more in BLUETOOTH_MS)
    added = f"what if: {BLUETOOTH_MS[0]:g} to {BLUETOOTH_MS[2]:g} ms more delay"
    yield _scored(check.bluetooth, Rating(usual.r, most.low, least.high), playout, added)
    guess = Rating(rate(playout, OPUS).r, rate(playout, OPUS_BAD).low, rate(playout, OPUS_GOOD).high)
    unknown = "estimate: nobody has published Opus's values for G.107; not to be compared with G.711"
    yield _scored(check.opus, guess, playout, unknown)


def _scored(metric: Metric, rating: Rating, playout: Playout, method: str) -> Measurement:
    """A rating as MOS."""
    return metric.measured(
        mos(rating.r), low=mos(rating.low), high=mos(rating.high), samples=playout.sent, method=method
    )
