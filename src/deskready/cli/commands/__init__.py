"""The commands: each registers itself in its own module, or in `command.py` of a folder of its name."""
