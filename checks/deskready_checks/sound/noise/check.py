"""The check of how loud the room is when nobody speaks, and what is heard in it."""

from collections.abc import Iterator, Mapping

from deskready.plugin import Check, Consent, Context, Gap, Measurement, Use, Value, text
from deskready_checks.sound.causes import SOUND
from deskready_checks.sound.devices.options import DEVICE
from deskready_checks.sound.listening.phase import longest
from deskready_checks.sound.noise.metrics import (
    CLIPPED,
    EVENT_LEVEL,
    EVENT_SECONDS,
    EVENTS,
    HUM,
    HUM_DBFS,
    HUM_FREQUENCY,
    KIND,
    LA10,
    LA10_DBFS,
    LA50,
    LA90,
    LA90_DBFS,
    LAEQ,
    LAEQ_DBFS,
    LAFMAX,
    MICROPHONE,
    PEAK,
    SECONDS,
    SUMMARY,
    USUAL_SECONDS,
    VOICES,
)
from deskready_checks.sound.noise.scale import CALIBRATION_OPTIONS

OVERHEAD_SECONDS = 20.0
"""What a run may take beside listening: opening, waking and closing a slow microphone."""
_QUIETER = text(
    "sound.noise.quieter", "Close windows and doors, switch off fans, radio and television, or move to a quieter room."
)
_CALMER = text(
    "sound.noise.calmer", "Find what makes the loud moments (people, pets, traffic) and keep it away while you work."
)
_UNPLUG = text("sound.noise.unplug", "Unplug chargers and lamps near the headset, and plug it in elsewhere.")


class Noise(Check):
    """How loud the room is when nobody speaks, and what is heard in it."""

    id = "sound.noise"
    title = text("sound.noise.title", "Background noise")
    why = text(
        "sound.noise.why",
        "Customers hear the room behind you: noise makes you hard to understand and sounds unprofessional.",
    )
    about = text("sound.noise.about", "How loud the room is when nobody speaks, and what is heard in it.")
    uses = frozenset({Use.ROOM})
    consent = frozenset({Consent.MICROPHONE})
    place = 20
    typical_seconds = USUAL_SECONDS + 1.5
    limit_seconds = longest(USUAL_SECONDS) + OVERHEAD_SECONDS
    causes = SOUND
    metrics = (
        SUMMARY,
        LA90,
        LAEQ,
        VOICES,
        EVENTS,
        EVENT_LEVEL,
        EVENT_SECONDS,
        HUM,
        HUM_FREQUENCY,
        HUM_DBFS,
        KIND,
        LA10,
        LA50,
        LAFMAX,
        LA90_DBFS,
        LAEQ_DBFS,
        LA10_DBFS,
        PEAK,
        CLIPPED,
        MICROPHONE,
    )
    remedies = {
        **dict.fromkeys((LA90, LAEQ, LA50, LA90_DBFS, LAEQ_DBFS, KIND), _QUIETER),
        **dict.fromkeys((LA10, LAFMAX, LA10_DBFS, EVENTS, EVENT_LEVEL, EVENT_SECONDS), _CALMER),
        **dict.fromkeys((HUM, HUM_DBFS), _UNPLUG),
        VOICES: text(
            "sound.noise.voices.remedy",
            "Close the door, and agree with the others at home on hours in which they keep away from this room.",
        ),
        CLIPPED: text(
            "sound.noise.clipped.remedy", "Lower the microphone's input level in the system's sound settings."
        ),
    }
    options = (SECONDS, DEVICE, *CALIBRATION_OPTIONS)

    @classmethod
    def limit(cls, options: Mapping[str, Value]) -> float:
        """The time to listen with everything that may be begun again, and what opening and closing may take."""
        return longest(SECONDS.of(options)) + OVERHEAD_SECONDS

    def run(self, context: Context) -> Iterator[Measurement | Gap]:
        """Listens, and measures what it heard."""
        from deskready_checks.sound.noise.measure import measure

        yield from measure(context)
