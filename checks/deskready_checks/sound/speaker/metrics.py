"""What the check of the headphones measures."""

from deskready.plugin import Kind, Metric, Privacy, text

SUMMARY = Metric("sound.speaker.summary", text("sound.speaker.summary.label", "What you hear"), kind=Kind.TEXT)
HEARD = Metric("sound.speaker.heard", text("sound.speaker.heard.label", "Sound is heard"), kind=Kind.FLAG)
SIDES = Metric("sound.speaker.sides", text("sound.speaker.sides.label", "Left and right"), kind=Kind.TEXT)
HEADPHONES = Metric(
    "sound.speaker.device", text("sound.speaker.device.label", "Played on"), kind=Kind.TEXT, privacy=Privacy.PERSONAL
)

TURN_UP = text(
    "sound.speaker.turn-up",
    "Turn the volume up, choose the headset in the system's sound settings, and check its mute switch.",
)
"""What to do where nothing is heard."""
