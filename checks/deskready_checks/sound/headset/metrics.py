"""What the check of the headset measures, and what can be chosen."""

from deskready.plugin import Better, Kind, Metric, Option, Privacy, Unit

SUMMARY = Metric("sound.headset.summary", "In short", kind=Kind.TEXT)
KIND = Metric("sound.headset.kind", "Microphone in use", kind=Kind.TEXT)
OUTPUT_KIND = Metric("sound.headset.output", "Loudspeaker in use", kind=Kind.TEXT)
SAME = Metric("sound.headset.same", "One headset for both", kind=Kind.FLAG)
BLUETOOTH = Metric("sound.headset.bluetooth", "Bluetooth", kind=Kind.TEXT)
RATE = Metric("sound.headset.rate", "Microphone sampled at", Unit.HERTZ, Better.HIGHER)
MICROPHONE = Metric("sound.headset.microphone", "Name of the microphone", kind=Kind.TEXT, privacy=Privacy.PERSONAL)
LOUDSPEAKER = Metric("sound.headset.loudspeaker", "Name of the loudspeaker", kind=Kind.TEXT, privacy=Privacy.PERSONAL)

OUTPUT = Option("output", "", "Name of the loudspeaker, or a part of it; empty takes the system's default.")

PLUG_IN = "Plug in a headset, and choose it for speaking and for hearing in the system's sound settings."
"""What to do where no headset is in use."""
