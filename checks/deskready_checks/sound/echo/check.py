"""The check of how much of what the person hears comes back to the customer, and how late."""

from collections.abc import Iterator

from deskready.plugin import Check, Consent, Context, Gap, Measurement, Use, text
from deskready_checks.sound.causes import SOUND
from deskready_checks.sound.devices.options import DEVICE, OUTPUT
from deskready_checks.sound.echo.metrics import DELAY, DEVICES, LOSS, SUMMARY

_CLOSER = text(
    "sound.echo.closer",
    "Wear a headset that covers the ear, turn its volume down, and keep its microphone away from the earpiece.",
)


class EchoLoss(Check):
    """How much of what is played in the headset its microphone hears again, and how late.

    A rising tone is played three times and looked for in what the microphone hears. Only levels and times are kept.
    """

    id = "sound.echo"
    title = text("sound.echo.title", "Echo")
    why = text(
        "sound.echo.why", "What leaks from your headset into its microphone is an echo of their own voice to customers."
    )
    about = text(
        "sound.echo.about", "How much of what is played in the headset its microphone hears again, and how late."
    )
    uses = frozenset({Use.ROOM, Use.PERSON})
    consent = frozenset({Consent.MICROPHONE})
    default = False
    place = 50
    typical_seconds = 8.0
    limit_seconds = 60.0
    causes = SOUND
    metrics = (SUMMARY, LOSS, DELAY, DEVICES)
    remedies = {
        **dict.fromkeys((SUMMARY, LOSS), _CLOSER),
        DELAY: text("sound.echo.delay.remedy", "Use a headset with a cable: Bluetooth adds a delay of its own."),
    }
    options = (DEVICE, OUTPUT)

    def run(self, context: Context) -> Iterator[Measurement | Gap]:
        """Asks, plays and listens, and asks again where nothing came back."""
        from deskready_checks.sound.echo.measure import measure

        yield from measure(context)
