"""What the check of the headphones measures."""

from deskready.plugin import Kind, Metric, Privacy

SUMMARY = Metric("sound.speaker.summary", "What you hear", kind=Kind.TEXT)
HEARD = Metric("sound.speaker.heard", "Sound is heard", kind=Kind.FLAG)
SIDES = Metric("sound.speaker.sides", "Left and right", kind=Kind.TEXT)
HEADPHONES = Metric("sound.speaker.device", "Played on", kind=Kind.TEXT, privacy=Privacy.PERSONAL)

TURN_UP = "Turn the volume up, choose the headset in the system's sound settings, and check its mute switch."
"""What to do where nothing is heard."""
