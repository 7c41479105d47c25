"""What the check of the headset measures, and what can be chosen."""

from deskready.plugin import Better, Kind, Metric, Option, Privacy, Unit, text
from deskready_checks.sound.causes import NO_DEVICE

SUMMARY = Metric("sound.headset.summary", text("sound.headset.summary.label", "In short"), kind=Kind.TEXT)
KIND = Metric("sound.headset.kind", text("sound.headset.kind.label", "Microphone in use"), kind=Kind.TEXT)
OUTPUT_KIND = Metric("sound.headset.output", text("sound.headset.output.label", "Loudspeaker in use"), kind=Kind.TEXT)
SAME = Metric("sound.headset.same", text("sound.headset.same.label", "One headset for both"), kind=Kind.FLAG)
BLUETOOTH = Metric("sound.headset.bluetooth", text("sound.headset.bluetooth.label", "Bluetooth"), kind=Kind.TEXT)
RATE = Metric(
    "sound.headset.rate", text("sound.headset.rate.label", "Microphone sampled at"), Unit.HERTZ, Better.HIGHER
)
MICROPHONE = Metric(
    "sound.headset.microphone",
    text("sound.headset.microphone.label", "Name of the microphone"),
    kind=Kind.TEXT,
    privacy=Privacy.PERSONAL,
)
LOUDSPEAKER = Metric(
    "sound.headset.loudspeaker",
    text("sound.headset.loudspeaker.label", "Name of the loudspeaker"),
    kind=Kind.TEXT,
    privacy=Privacy.PERSONAL,
)

OUTPUT = Option(
    "output",
    "",
    text("sound.headset.option.output", "Name of the loudspeaker, or a part of it; empty takes the system's default."),
)

PLUG_IN = NO_DEVICE.remedy
"""What to do where no headset is in use."""
