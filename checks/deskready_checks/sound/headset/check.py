"""The check of which microphone and headphones are in use, and of what kind they are."""

from collections.abc import Iterator

from deskready.plugin import Check, Context, Gap, Measurement, Use, text
from deskready_checks.sound.causes import SOUND
from deskready_checks.sound.devices.options import DEVICE
from deskready_checks.sound.headset.metrics import (
    BLUETOOTH,
    KIND,
    LOUDSPEAKER,
    MICROPHONE,
    OUTPUT,
    OUTPUT_KIND,
    PLUG_IN,
    RATE,
    SAME,
    SUMMARY,
)


class Headset(Check):
    """Which microphone and headphones this computer uses, and of what kind they are. It listens to nothing."""

    id = "sound.headset"
    title = text("sound.headset.title", "Headset")
    why = text(
        "sound.headset.why",
        "Many people speak into their laptop's own microphone without knowing: it hears the whole room.",
    )
    about = text(
        "sound.headset.about",
        "Which microphone and headphones this computer uses, and of what kind they are. It listens to nothing.",
    )
    uses = frozenset({Use.CPU})
    place = 10
    typical_seconds = 1.5
    limit_seconds = 45.0
    causes = SOUND
    metrics = (SUMMARY, KIND, OUTPUT_KIND, SAME, BLUETOOTH, RATE, MICROPHONE, LOUDSPEAKER)
    remedies = {
        **dict.fromkeys((KIND, OUTPUT_KIND, SAME), PLUG_IN),
        BLUETOOTH: text(
            "sound.headset.bluetooth.remedy",
            "Use a headset with a cable, or the USB receiver that came with yours, in place of Bluetooth.",
        ),
        RATE: text(
            "sound.headset.rate.remedy",
            "Use a headset with a cable; over Bluetooth, calls carry only the low part of the voice.",
        ),
    }
    options = (DEVICE, OUTPUT)

    def run(self, context: Context) -> Iterator[Measurement | Gap]:
        """Reads the system's list of devices."""
        from deskready_checks.sound.headset.measure import measure

        yield from measure(context)
