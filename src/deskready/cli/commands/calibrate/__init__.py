"""`deskready calibrate`: the microphone compared with a meter."""

NEEDS_CHECKS = True
"""It wants to know what is installed: another process looks for it while the rest of the command is imported."""
