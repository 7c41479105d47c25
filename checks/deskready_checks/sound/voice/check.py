"""The check of what a customer hears of the person: a text read aloud."""

from collections.abc import Iterator, Mapping

from deskready.plugin import Check, Consent, Context, Gap, Measurement, Use, Value
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
    title = "Your voice"
    why = "Customers hear your voice through this microphone, and whatever is behind it; clear speech saves repeating."
    uses = frozenset({Use.ROOM, Use.PERSON})
    consent = frozenset({Consent.MICROPHONE})
    place = 30
    typical_seconds = 20.0
    limit_seconds = longest(USUAL_SECONDS + AROUND_SECONDS) + OVERHEAD_SECONDS
    metrics = (SUMMARY, RATIO, LEVEL, CLIPPED, BANDWIDTH, PACE, PEAK, HUM, REVERBERATION, MICROPHONE)
    remedies = {
        SUMMARY: "Do what the parts of this check advise, and read again.",
        RATIO: "Close windows and doors, switch off fans and radios, or bring the microphone closer to your mouth.",
        LEVEL: "Bring the microphone closer to your mouth, or raise its input level in the system's sound settings.",
        CLIPPED: "Lower the microphone's input level in the system's sound settings, or speak past it.",
        BANDWIDTH: "Use the headset by cable or its own USB plug: Bluetooth carries speech like an old telephone.",
        PACE: "Take your time: customers hear you for the first time.",
        HUM: "Unplug chargers and lamps near the headset, and plug it into another socket.",
        REVERBERATION: "Curtains, carpets and full shelves swallow the echo of a bare room.",
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
