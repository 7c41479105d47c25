"""Which microphone and which headphones: the options of every check that uses them."""

from deskready.plugin import Option, text

DEVICE = Option(
    "device",
    "",
    text("sound.option.device", "Name of the microphone, or a part of it; empty takes the system's default."),
)
"""The microphone."""
OUTPUT = Option(
    "output",
    "",
    text("sound.option.output", "Name of the headphones, or a part of it; empty takes the system's default."),
)
"""The headphones."""
