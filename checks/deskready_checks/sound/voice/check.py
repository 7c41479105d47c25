"""The check of what a customer hears of the person: a text read aloud."""

from collections.abc import Iterator, Mapping

from deskready.plugin import Check, Consent, Context, Gap, Measurement, Use, Value, text
from deskready_checks.sound.causes import SOUND
from deskready_checks.sound.devices.options import DEVICE
from deskready_checks.sound.listening.phase import longest
from deskready_checks.sound.voice.metrics import (
    BANDWIDTH,
    CLAP,
    CLIPPED,
    HUM,
    LANGUAGE,
    LEVEL,
    MICROPHONE,
    PACE,
    PEAK,
    RATIO,
    REVERBERATION,
    SECONDS,
    SUMMARY,
    USUAL_SECONDS,
)

OVERHEAD_SECONDS = 30.0
"""What a run may take beside listening: opening, waking and closing a slow microphone, and the analysis."""
AROUND_SECONDS = 10.5
"""What is heard beside the reading: the silence, and a clap."""


class VoiceCheck(Check):
    """What a customer hears of you: a sentence read aloud, and the noise behind it."""

    id = "sound.voice"
    title = text("sound.voice.title", "Your voice")
    why = text(
        "sound.voice.why",
        "Customers hear your voice through this microphone, and whatever is behind it; clear speech saves repeating.",
    )
    about = text("sound.voice.about", "What a customer hears of you: a sentence read aloud, and the noise behind it.")
    uses = frozenset({Use.ROOM, Use.PERSON})
    consent = frozenset({Consent.MICROPHONE})
    place = 30
    typical_seconds = 20.0
    limit_seconds = longest(USUAL_SECONDS + AROUND_SECONDS) + OVERHEAD_SECONDS
    causes = SOUND
    metrics = (SUMMARY, RATIO, LEVEL, CLIPPED, BANDWIDTH, PACE, PEAK, HUM, REVERBERATION, MICROPHONE)
    remedies = {
        SUMMARY: text("sound.voice.summary.remedy", "Do what the parts of this check advise, and read again."),
        RATIO: text(
            "sound.voice.snr.remedy",
            "Close windows and doors, switch off fans and radios, or bring the microphone closer to your mouth.",
        ),
        LEVEL: text(
            "sound.voice.level.remedy",
            "Bring the microphone closer to your mouth, or raise its input level in the system's sound settings.",
        ),
        CLIPPED: text(
            "sound.voice.clipped.remedy",
            "Lower the microphone's input level in the system's sound settings, or speak past it.",
        ),
        BANDWIDTH: text(
            "sound.voice.bandwidth.remedy",
            "Use the headset by cable or its own USB plug: Bluetooth carries speech like an old telephone.",
        ),
        PACE: text("sound.voice.pace.remedy", "Take your time: customers hear you for the first time."),
        HUM: text(
            "sound.voice.hum.remedy", "Unplug chargers and lamps near the headset, and plug it into another socket."
        ),
        REVERBERATION: text(
            "sound.voice.reverberation.remedy", "Curtains, carpets and full shelves swallow the echo of a bare room."
        ),
    }
    options = (LANGUAGE, SECONDS, CLAP, DEVICE)

    @classmethod
    def limit(cls, options: Mapping[str, Value]) -> float:
        """The time to listen with everything that may be begun again, and what opening and closing may take."""
        return longest(SECONDS.of(options) + AROUND_SECONDS) + OVERHEAD_SECONDS

    def run(self, context: Context) -> Iterator[Measurement | Gap]:
        """Asks, listens, and measures what it heard."""
        from deskready_checks.sound.voice.measure import measure

        yield from measure(context)
