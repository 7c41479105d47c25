"""Which microphone and which headphones: the options of every check that uses them."""

from deskready.plugin import Option

DEVICE = Option("device", "", "Name of the microphone, or a part of it; empty takes the system's default.")
"""The microphone."""
OUTPUT = Option("output", "", "Name of the headphones, or a part of it; empty takes the system's default.")
"""The headphones."""
