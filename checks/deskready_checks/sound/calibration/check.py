"""The check that compares a microphone with a sound level meter or a phone app: a calibration."""

from collections.abc import Iterator, Mapping

from deskready.plugin import Check, Consent, Context, Gap, Measurement, Teaching, Use, Value, text
from deskready_checks.sound.calibration.metrics import (
    GAIN,
    LEVEL,
    MICROPHONE,
    OFFSET,
    READING,
    REFERENCE,
    SECONDS,
    SHOWN,
    SPREAD,
    USUAL_SECONDS,
)
from deskready_checks.sound.causes import SOUND
from deskready_checks.sound.devices.options import DEVICE
from deskready_checks.sound.listening.phase import longest

OVERHEAD_SECONDS = 20.0
"""What a run may take beside listening and asking."""


class Calibration(Check):
    """What a level of this microphone means in the room, by comparison with a meter beside it."""

    id = "sound.calibration"
    title = text("sound.calibration.title", "Microphone calibration")
    why = text(
        "sound.calibration.why",
        "Without a comparison, how loud your room is can only be estimated, and a result near the limit stays open.",
    )
    about = text(
        "sound.calibration.about",
        "What a level of this microphone means in the room, by comparison with a meter beside it.",
    )
    uses = frozenset({Use.ROOM, Use.PERSON})
    consent = frozenset({Consent.MICROPHONE})
    default = False
    place = 60
    teaches = Teaching(
        text(
            "sound.calibration.holds",
            "It holds for this microphone at this input volume, and lapses when either changes.",
        ),
        text(
            "sound.calibration.loose",
            "It holds for this microphone. This system does not tell the input volume: calibrate again if you move it.",
        ),
        name=text("sound.calibration.name", "Calibrate the microphone"),
        how=text(
            "sound.calibration.how",
            "Let a steady noise of 60 to 70 dBA run, such as a fan or a tap, and hold a sound level meter, or a phone "
            "with a sound level app, beside the microphone.",
        ),
        none=text("sound.calibration.none", "The microphone is not calibrated: `deskready calibrate` does it."),
        unasked={SHOWN.name: "65", REFERENCE.name: "phone-app"},
    )
    typical_seconds = 14.0
    limit_seconds = longest(USUAL_SECONDS) + OVERHEAD_SECONDS
    causes = SOUND
    metrics = (OFFSET, READING, LEVEL, SPREAD, MICROPHONE, GAIN)
    options = (SECONDS, DEVICE, SHOWN, REFERENCE)

    @classmethod
    def limit(cls, options: Mapping[str, Value]) -> float:
        """The time to listen, again after a gap, and what opening and closing may take."""
        return longest(SECONDS.of(options)) + OVERHEAD_SECONDS

    def run(self, context: Context) -> Iterator[Measurement | Gap]:
        """Listens to a steady noise, and compares it with a reading."""
        from deskready_checks.sound.calibration.measure import measure

        yield from measure(context)
