"""Measures the voice: asks, listens to a text read aloud, and tells what a customer hears of it."""

from collections.abc import Iterator

from deskready.plugin import Context, Declined, Gap, Measurement, Question, Unavailable
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

START, LEAVE_OUT = "Start", "Leave it out"
READY = Question(
    "ready",
    "You will keep quiet for a moment and then read two sentences aloud, which takes about 20 seconds. Put your "
    "headset on as for a call. Nothing of what you say is kept or sent: only numbers are.",
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


def measure(context: Context) -> Iterator[Measurement | Gap]:
    """Asks, listens, and measures what it heard.

    Raises:
        Unavailable: The person does not want to read, or the microphone gives no voice to measure.
    """
    if lacks_microphone():  # nobody is asked to read to it
        raise State.NO_DEVICE.unavailable()
    if context.ask(READY) != START:
        raise Declined("You chose not to read.", remedy="Run the check again when it suits you.")
    forbid_core_dumps()
    text = reading(metrics.LANGUAGE.of(context.options))
    context.progress(0.0, "Opening the microphone")
    with Tapes() as tapes, Capture(DEVICE.of(context.options)) as capture:
        name = f"{capture.device.name} ({capture.source})" if capture.source else capture.device.name
        context.log(f"Listening to {name} through {capture.device.host} at {capture.rate} Hz ({text.language}).")
        recital = _listen(context, capture, tapes, text)
        context.progress(1.0, "Working it out")
        voice, finished, rate = examine(recital), recital.finished, recital.rate
    if voice is None:
        reason = "No voice was heard above the background."
        raise Unavailable(reason, remedy="Choose the microphone that you speak into, and read aloud close to it.")
    yield from _measured(voice, text, finished=finished)
    yield metrics.MICROPHONE.measured(name, method=f"{capture.device.host}, {rate} Hz")
    if metrics.CLAP.of(context.options) and voice.reverberation is None:
        reason = "No clap stood far enough above the noise."
        yield metrics.REVERBERATION.unavailable(reason, remedy="Clap once, loudly, in a quiet moment.")


def _listen(context: Context, capture: Capture, tapes: Tapes, text: Reading) -> Recital:
    """The recital, begun again where it was broken off.

    Raises:
        Unavailable: The microphone gives nothing to measure.
    """
    seconds, clap = metrics.SECONDS.of(context.options), metrics.CLAP.of(context.options)
    return whole_phase(
        context,
        capture,
        lambda take: Listener(context, take, capture.rate, tapes).recital(text, seconds, clap=clap),
        gated=True,
    )


def _measured(voice: Voice, text: Reading, *, finished: bool) -> Iterator[Measurement | Gap]:
    """The numbers, and before them the sentence that they make."""
    pace = _pace(voice, text, finished=finished)
    haste = text.seconds / voice.seconds if isinstance(pace, Measurement) else None
    yield metrics.SUMMARY.measured(sentence(voice, haste), method="from the numbers of this check")
    yield _ratio(voice)
    dbov = voice.active.level - DBOV_OFFSET_DB
    how = f"active speech level, ITU-T P.56 method B; {dbov:.1f} dBov, {voice.active.activity:.0%} of the time"
    yield metrics.LEVEL.measured(voice.active.level, method=how)
    yield metrics.CLIPPED.measured(voice.clipped, method="share of samples cut off flat, at full scale or below it")
    yield metrics.BANDWIDTH.measured(voice.bandwidth, method="cliff of 25 dB in the spectrum, else half the rate")
    yield pace
    yield metrics.PEAK.measured(voice.peak, method="AES17; unweighted")
    if voice.hum is not None:
        yield metrics.HUM.measured(voice.hum.level, method=f"lines at multiples of {voice.hum.frequency} Hz")
    if voice.reverberation is not None:
        seconds = voice.reverberation
        how = "T20 of one clap, 400 to 2500 Hz; the WHO (1999) wants 0.6 s at most where people listen"
        yield metrics.REVERBERATION.measured(seconds, low=0.85 * seconds, high=1.15 * seconds, method=how)


def _ratio(voice: Voice) -> Measurement | Gap:
    """The speech-to-noise ratio, where the silence tells something of the noise behind the voice."""
    if voice.gated:
        return metrics.RATIO.unavailable(
            "The microphone, or noise suppression behind it, shuts while you are silent: the noise behind your "
            "voice cannot be told.",
            remedy="Switch noise suppression off for the measurement, and read again.",
        )
    how = "P.56 level of the reading less LA90 of the silence, A-weighted; noise suppression raises it unnoticed"
    low, high = voice.ratio - RATIO_MARGIN_DB, voice.ratio + RATIO_MARGIN_DB
    return metrics.RATIO.measured(voice.ratio, low=low, high=high, method=how)


def _pace(voice: Voice, text: Reading, *, finished: bool) -> Measurement | Gap:
    """Words a minute, where the text was read to its end."""
    pace = words_per_minute(text.words, voice.seconds) if voice.seconds else MOST_WORDS_A_MINUTE
    if not finished or pace >= MOST_WORDS_A_MINUTE:
        return metrics.PACE.unavailable("The text was not read to its end.", remedy="Read all of it.")
    margin = PACE_MARGIN if voice.ratio >= NOISY_DB else NOISY_PACE_MARGIN
    how = f"{text.words} words in {voice.seconds:.1f} s, pauses up to a second included"
    return metrics.PACE.measured(pace, low=pace * (1 - margin), high=pace * (1 + margin), method=how)
