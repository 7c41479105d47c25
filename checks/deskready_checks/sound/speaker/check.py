"""The check of what the person hears: beeps to count, and one ear after the other."""

from collections.abc import Iterator

from deskready.plugin import Check, Context, Gap, Measurement, Use, text
from deskready_checks.sound.causes import SOUND
from deskready_checks.sound.devices.options import OUTPUT
from deskready_checks.sound.speaker.metrics import HEADPHONES, HEARD, SIDES, SUMMARY, TURN_UP


class Speaker(Check):
    """Whether the person hears what the computer plays, and in the right ear. It listens to nothing."""

    id = "sound.speaker"
    title = text("sound.speaker.title", "Headphones")
    why = text(
        "sound.speaker.why", "Customers are hard to understand through a silent, swapped or half broken headset."
    )
    about = text(
        "sound.speaker.about",
        "Whether the person hears what the computer plays, and in the right ear. It listens to nothing.",
    )
    uses = frozenset({Use.ROOM, Use.PERSON})
    default = False
    place = 40
    typical_seconds = 25.0
    limit_seconds = 120.0
    causes = SOUND
    metrics = (SUMMARY, HEARD, SIDES, HEADPHONES)
    remedies = {
        **dict.fromkeys((SUMMARY, HEARD), TURN_UP),
        SIDES: text(
            "sound.speaker.sides.remedy", "Put the headset on the other way round, or check its cable and plug."
        ),
    }
    options = (OUTPUT,)

    def run(self, context: Context) -> Iterator[Measurement | Gap]:
        """Asks, plays, and asks what was heard."""
        from deskready_checks.sound.speaker.measure import measure

        yield from measure(context)
