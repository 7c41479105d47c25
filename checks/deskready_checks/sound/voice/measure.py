"""Measures the voice: asks, listens to a text read aloud, and tells what a customer hears of it."""

from collections.abc import Iterator

from deskready.plugin import (
    Context,
    Declined,
    Gap,
    Measurement,
    Quantity,
    Question,
    Unavailable,
    Unit,
    counted,
    message,
    text,
)
from deskready_checks.answers import LEAVE_OUT
from deskready_checks.sound import words
from deskready_checks.sound.analysis.p56 import DBOV_OFFSET_DB
from deskready_checks.sound.analysis.pace import words_per_minute
from deskready_checks.sound.devices.listing import lacks_microphone
from deskready_checks.sound.devices.options import DEVICE
from deskready_checks.sound.listening.capture import Capture
from deskready_checks.sound.listening.phase import whole_phase
from deskready_checks.sound.listening.privacy import forbid_core_dumps
from deskready_checks.sound.listening.states import State
from deskready_checks.sound.listening.tape import Tapes
from deskready_checks.sound.voice import metrics
from deskready_checks.sound.voice.facts import Voice, examine
from deskready_checks.sound.voice.reading import Reading, reading
from deskready_checks.sound.voice.recital import Listener, Recital
from deskready_checks.sound.voice.sentence import sentence

START = text("sound.voice.start", "Start")
READY = Question(
    "ready",
    text(
        "sound.voice.ready",
        "You will keep quiet for a moment and then read two sentences aloud, which takes about 20 seconds. Put your "
        "headset on as for a call. Nothing of what you say is kept or sent: only numbers are.",
    ),
    (START, LEAVE_OUT),
    permits=True,
)
RATIO_MARGIN_DB = 1.0
"""Half the width of the interval of the speech-to-noise ratio. Of 42 mixtures of real voices with noise, from 10 to
40 dB, the one furthest off was 0.72 dB off."""
PACE_MARGIN = 0.03
"""The same of the pace, as a share, from 10 dB of speech to noise up; below 10 dB it is `NOISY_PACE_MARGIN`."""
NOISY_PACE_MARGIN, NOISY_DB = 0.12, 10.0
MOST_WORDS_A_MINUTE = 350.0
"""Nobody reads aloud faster: words were left out, or the clock ran for somebody else."""
_NOT_READ = text("sound.voice.not-read", "You chose not to read.")
_WORKING = text("sound.voice.working", "Working it out")
_NO_VOICE = text("sound.voice.no-voice", "No voice was heard above the background.")
_CLOSER = text("sound.voice.closer", "Choose the microphone that you speak into, and read aloud close to it.")
_NO_CLAP = text("sound.voice.no-clap", "No clap stood far enough above the noise.")
_CLAP_AGAIN = text("sound.voice.clap-again", "Clap once, loudly, in a quiet moment.")
_ACTIVE = message(
    "sound.voice.level.method", "active speech level, ITU-T P.56 method B; {level}, {percent}% of the time"
)
_CUT = text("sound.voice.clipped.method", "share of samples cut off flat, at full scale or below it")
_CLIFF = text("sound.voice.bandwidth.method", "cliff of 25 dB in the spectrum, else half the rate")
_LINES = message("sound.voice.hum.method", "lines at multiples of {frequency}")
_ONE_CLAP = text(
    "sound.voice.reverberation.method",
    "T20 of one clap, 400 to 2500 Hz; the WHO (1999) wants 0.6 s at most where people listen",
)
_SHUTS = text(
    "sound.voice.shuts",
    "The microphone, or noise suppression behind it, shuts while you are silent: the noise behind your "
    "voice cannot be told.",
)
_SUPPRESSION = text("sound.voice.suppression", "Switch noise suppression off for the measurement, and read again.")
_ABOVE = text(
    "sound.voice.snr.method",
    "P.56 level of the reading less LA90 of the silence, A-weighted; noise suppression raises it unnoticed",
)
_UNFINISHED = text("sound.voice.unfinished", "The text was not read to its end.")
_READ_ALL = text("sound.voice.read-all", "Read all of it.")
_WORDS_IN = counted(
    "sound.voice.pace.method",
    "{count} word in {time}, pauses up to a second included",
    "{count} words in {time}, pauses up to a second included",
)


def measure(context: Context) -> Iterator[Measurement | Gap]:
    """Asks, listens, and measures what it heard.

    Raises:
        Unavailable: The person does not want to read, or the microphone gives no voice to measure.
    """
    if lacks_microphone():  # nobody is asked to read to it
        raise State.NO_DEVICE.unavailable()
    if context.ask(READY) != START.words:
        raise Declined(_NOT_READ, remedy=words.LATER)
    forbid_core_dumps()
    script = reading(metrics.LANGUAGE.of(context.options))
    context.progress(0.0, words.OPENING)
    with Tapes() as tapes, Capture(DEVICE.of(context.options)) as capture:
        name = f"{capture.device.name} ({capture.source})" if capture.source else capture.device.name
        context.log(f"Listening to {name} through {capture.device.host} at {capture.rate} Hz ({script.language}).")
        recital = _listen(context, capture, tapes, script)
        context.progress(1.0, _WORKING)
        voice, finished, rate = examine(recital), recital.finished, recital.rate
    if voice is None:
        raise Unavailable(_NO_VOICE, remedy=_CLOSER)
    yield from _measured(voice, script, finished=finished)
    yield metrics.MICROPHONE.measured(name, method=words.through(capture.device.host, rate))
    if metrics.CLAP.of(context.options) and voice.reverberation is None:
        yield metrics.REVERBERATION.unavailable(_NO_CLAP, remedy=_CLAP_AGAIN)


def _listen(context: Context, capture: Capture, tapes: Tapes, script: Reading) -> Recital:
    """The recital, begun again where it was broken off.

    Raises:
        Unavailable: The microphone gives nothing to measure.
    """
    seconds, clap = metrics.SECONDS.of(context.options), metrics.CLAP.of(context.options)
    return whole_phase(
        context,
        capture,
        lambda take: Listener(context, take, capture.rate, tapes).recital(script, seconds, clap=clap),
        gated=True,
    )


def _measured(voice: Voice, script: Reading, *, finished: bool) -> Iterator[Measurement | Gap]:
    """The numbers, and before them the sentence that they make."""
    pace = _pace(voice, script, finished=finished)
    haste = script.seconds / voice.seconds if isinstance(pace, Measurement) else None
    yield metrics.SUMMARY.measured(sentence(voice, haste), method=words.FROM_NUMBERS)
    yield _ratio(voice)
    dbov = Quantity(voice.active.level - DBOV_OFFSET_DB, "dBov", digits=1)
    active = Quantity(100 * voice.active.activity, Unit.PERCENT, digits=0, bare=True)
    yield metrics.LEVEL.measured(voice.active.level, method=_ACTIVE(level=dbov, percent=active))
    yield metrics.CLIPPED.measured(voice.clipped, method=_CUT)
    yield metrics.BANDWIDTH.measured(voice.bandwidth, method=_CLIFF)
    yield pace
    yield metrics.PEAK.measured(voice.peak, method=words.UNWEIGHTED)
    if voice.hum is not None:
        frequency = Quantity(voice.hum.frequency, Unit.HERTZ)
        yield metrics.HUM.measured(voice.hum.level, method=_LINES(frequency=frequency))
    if voice.reverberation is not None:
        seconds = voice.reverberation
        yield metrics.REVERBERATION.measured(seconds, low=0.85 * seconds, high=1.15 * seconds, method=_ONE_CLAP)


def _ratio(voice: Voice) -> Measurement | Gap:
    """The speech-to-noise ratio, where the silence tells something of the noise behind the voice."""
    if voice.gated:
        return metrics.RATIO.unavailable(_SHUTS, remedy=_SUPPRESSION)
    low, high = voice.ratio - RATIO_MARGIN_DB, voice.ratio + RATIO_MARGIN_DB
    return metrics.RATIO.measured(voice.ratio, low=low, high=high, method=_ABOVE)


def _pace(voice: Voice, script: Reading, *, finished: bool) -> Measurement | Gap:
    """Words a minute, where the text was read to its end."""
    pace = words_per_minute(script.words, voice.seconds) if voice.seconds else MOST_WORDS_A_MINUTE
    if not finished or pace >= MOST_WORDS_A_MINUTE:
        return metrics.PACE.unavailable(_UNFINISHED, remedy=_READ_ALL)
    margin = PACE_MARGIN if voice.ratio >= NOISY_DB else NOISY_PACE_MARGIN
    how = _WORDS_IN(count=script.words, time=Quantity(voice.seconds, Unit.SECOND, digits=1))
    return metrics.PACE.measured(pace, low=pace * (1 - margin), high=pace * (1 + margin), method=how)
