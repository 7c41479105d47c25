"""The check of what a customer hears of the person: a text read aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from deskready.plugin import (
    Better,
    Check,
    Consent,
    Declined,
    Gap,
    Kind,
    Measurement,
    Metric,
    Option,
    Privacy,
    Question,
    Unavailable,
    Unit,
    Use,
)
from deskready_checks.sound.listening.phase import longest, whole_phase
from deskready_checks.sound.listening.privacy import forbid_core_dumps
from deskready_checks.sound.voice.reading import BY_LOCALE, READINGS, Reading, reading

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from deskready.plugin import Context, Value
    from deskready_checks.sound.listening.capture import Capture
    from deskready_checks.sound.listening.tape import Tapes
    from deskready_checks.sound.voice.facts import Voice
    from deskready_checks.sound.voice.recital import Recital

START, LEAVE_OUT = "Start", "Leave it out"
OVERHEAD_SECONDS = 30.0
"""What a run may take beside listening: opening, waking and closing a slow microphone, and the analysis."""
AROUND_SECONDS = 10.5
"""What is heard beside the reading: the silence, and a clap."""
RATIO_MARGIN_DB = 1.0
"""Half the width of the interval of the speech-to-noise ratio. Of 42 mixtures of real voices with noise, from 10 to
40 dB, the one furthest off was 0.72 dB off."""
PACE_MARGIN = 0.03
"""The same of the pace, as a share, from 10 dB of speech to noise up; below 10 dB it is `NOISY_PACE_MARGIN`."""
NOISY_PACE_MARGIN, NOISY_DB = 0.12, 10.0
MOST_WORDS_A_MINUTE = 350.0
"""Nobody reads aloud faster: words were left out, or the clock ran for somebody else."""
_QUIETER = "Close windows and doors, switch off fans and radios, or bring the microphone closer to your mouth."
_LOUDNESS = "Bring the microphone closer to your mouth, or raise its input level in the system's sound settings."


class VoiceCheck(Check):
    """What a customer hears of you: a sentence read aloud, and the noise behind it."""

    id = "sound.voice"
    title = "Your voice"
    why = "Customers hear your voice through this microphone, and whatever is behind it; clear speech saves repeating."
    uses = frozenset({Use.ROOM, Use.PERSON})
    consent = frozenset({Consent.MICROPHONE})
    place = 30
    typical_seconds = 20.0
    limit_seconds = longest(20 + AROUND_SECONDS) + OVERHEAD_SECONDS
    summary = Metric("sound.voice.summary", "What a customer hears", kind=Kind.TEXT)
    ratio = Metric("sound.voice.snr", "Voice above noise", Unit.DB, Better.HIGHER)
    level = Metric("sound.voice.level", "Loudness of the voice", Unit.DBFS, Better.HIGHER)
    clipped = Metric("sound.voice.clipped", "Overdriven voice", Unit.PERCENT, Better.LOWER)
    bandwidth = Metric("sound.voice.bandwidth", "Range of the microphone", Unit.HERTZ, Better.HIGHER)
    pace = Metric("sound.voice.pace", "Words a minute")
    peak = Metric("sound.voice.peak", "Peak of the voice", Unit.DBFS)
    hum = Metric("sound.voice.hum", "Mains hum", Unit.DBFS, Better.LOWER)
    reverberation = Metric("sound.voice.reverberation", "Reverberation", Unit.SECOND, Better.LOWER)
    device = Metric("sound.voice.device", "Microphone", kind=Kind.TEXT, privacy=Privacy.PERSONAL)
    metrics = (summary, ratio, level, clipped, bandwidth, pace, peak, hum, reverberation, device)
    remedies: ClassVar[Mapping[Metric, str]] = {
        summary: "Do what the parts of this check advise, and read again.",
        ratio: _QUIETER,
        level: _LOUDNESS,
        clipped: "Lower the microphone's input level in the system's sound settings, or speak past it.",
        bandwidth: "Use the headset by cable or its own USB plug: Bluetooth carries speech like an old telephone.",
        pace: "Take your time: customers hear you for the first time.",
        hum: "Unplug chargers and lamps near the headset, and plug it into another socket.",
        reverberation: "Curtains, carpets and full shelves swallow the echo of a bare room.",
    }
    options = (
        Option(
            "language",
            BY_LOCALE,
            "Language of the text, by its code; auto takes the system's.",
            choices=(BY_LOCALE, *READINGS),
        ),
        Option("seconds", 20, "How long you may read at most; it ends when you do.", minimum=8, maximum=60),
        Option("clap", False, "Whether to measure the room's reverberation by a clap of your hands."),
        Option("device", "", "Name of the microphone, or a part of it; empty takes the system's default."),
    )
    ready = Question(
        "ready",
        "You will keep quiet for a moment and then read two sentences aloud, which takes about 20 seconds. Put your "
        "headset on as for a call. Nothing of what you say is kept or sent: only numbers are.",
        (START, LEAVE_OUT),
        permits=True,
    )

    @classmethod
    def limit(cls, options: Mapping[str, Value]) -> float:
        """The time to listen with everything that may be begun again, and what opening and closing may take."""
        return longest(float(options["seconds"]) + AROUND_SECONDS) + OVERHEAD_SECONDS

    def run(self, context: Context) -> Iterator[Measurement | Gap]:
        """Asks, listens, and measures what it heard."""
        from deskready_checks.sound.devices.listing import lacks_microphone
        from deskready_checks.sound.listening.states import State

        if lacks_microphone():  # nobody is asked to read to it
            raise State.NO_DEVICE.unavailable()
        if context.ask(self.ready) != START:
            raise Declined("You chose not to read.", remedy="Run the check again when it suits you.")
        from deskready_checks.sound.listening.capture import Capture
        from deskready_checks.sound.listening.tape import Tapes
        from deskready_checks.sound.voice.facts import examine

        forbid_core_dumps()
        text = reading(str(context.options["language"]))
        context.progress(0.0, "Opening the microphone")
        with Tapes() as tapes, Capture(str(context.options["device"])) as capture:
            name = f"{capture.device.name} ({capture.source})" if capture.source else capture.device.name
            context.log(f"Listening to {name} through {capture.device.host} at {capture.rate} Hz ({text.language}).")
            recital = _listen(context, capture, tapes, text)
            context.progress(1.0, "Working it out")
            voice, finished, rate = examine(recital), recital.finished, recital.rate
        if voice is None:
            reason = "No voice was heard above the background."
            raise Unavailable(reason, remedy="Choose the microphone that you speak into, and read aloud close to it.")
        yield from self._measured(voice, text, finished=finished)
        yield self.device.measured(name, method=f"{capture.device.host}, {rate} Hz")
        if context.options["clap"] and voice.reverberation is None:
            reason = "No clap stood far enough above the noise."
            yield self.reverberation.unavailable(reason, remedy="Clap once, loudly, in a quiet moment.")

    def _measured(self, voice: Voice, text: Reading, *, finished: bool) -> Iterator[Measurement | Gap]:
        """The numbers, and before them the sentence that they make."""
        from deskready_checks.sound.analysis.p56 import DBOV_OFFSET_DB
        from deskready_checks.sound.voice.sentence import sentence

        pace = self._pace(voice, text, finished=finished)
        haste = text.seconds / voice.seconds if isinstance(pace, Measurement) else None
        yield self.summary.measured(sentence(voice, haste), method="from the numbers of this check")
        yield self._ratio(voice)
        dbov = voice.active.level - DBOV_OFFSET_DB
        how = f"active speech level, ITU-T P.56 method B; {dbov:.1f} dBov, {voice.active.activity:.0%} of the time"
        yield self.level.measured(voice.active.level, method=how)
        yield self.clipped.measured(voice.clipped, method="share of samples cut off flat, at full scale or below it")
        yield self.bandwidth.measured(voice.bandwidth, method="cliff of 25 dB in the spectrum, else half the rate")
        yield pace
        yield self.peak.measured(voice.peak, method="AES17; unweighted")
        if voice.hum is not None:
            yield self.hum.measured(voice.hum.level, method=f"lines at multiples of {voice.hum.frequency} Hz")
        if voice.reverberation is not None:
            seconds = voice.reverberation
            how = "T20 of one clap, 400 to 2500 Hz; the WHO (1999) wants 0.6 s at most where people listen"
            yield self.reverberation.measured(seconds, low=0.85 * seconds, high=1.15 * seconds, method=how)

    def _ratio(self, voice: Voice) -> Measurement | Gap:
        """The speech-to-noise ratio, where the silence tells something of the noise behind the voice."""
        if voice.gated:
            return self.ratio.unavailable(
                "The microphone, or noise suppression behind it, shuts while you are silent: the noise behind your "
                "voice cannot be told.",
                remedy="Switch noise suppression off for the measurement, and read again.",
            )
        how = "P.56 level of the reading less LA90 of the silence, A-weighted; noise suppression raises it unnoticed"
        low, high = voice.ratio - RATIO_MARGIN_DB, voice.ratio + RATIO_MARGIN_DB
        return self.ratio.measured(voice.ratio, low=low, high=high, method=how)

    def _pace(self, voice: Voice, text: Reading, *, finished: bool) -> Measurement | Gap:
        """Words a minute, where the text was read to its end."""
        from deskready_checks.sound.analysis.pace import words_per_minute

        pace = words_per_minute(text.words, voice.seconds) if voice.seconds else MOST_WORDS_A_MINUTE
        if not finished or pace >= MOST_WORDS_A_MINUTE:
            return self.pace.unavailable("The text was not read to its end.", remedy="Read all of it.")
        margin = PACE_MARGIN if voice.ratio >= NOISY_DB else NOISY_PACE_MARGIN
        how = f"{text.words} words in {voice.seconds:.1f} s, pauses up to a second included"
        return self.pace.measured(pace, low=pace * (1 - margin), high=pace * (1 + margin), method=how)


def _listen(context: Context, capture: Capture, tapes: Tapes, text: Reading) -> Recital:
    """The recital, begun again where it was broken off.

    Raises:
        Unavailable: The microphone gives nothing to measure.
    """
    from deskready_checks.sound.voice.recital import Listener

    seconds, clap = float(context.options["seconds"]), bool(context.options["clap"])
    return whole_phase(
        context,
        capture,
        lambda take: Listener(context, take, capture.rate, tapes).recital(text, seconds, clap=clap),
        gated=True,
    )
