"""`deskready checks`: what is installed."""

NEEDS_CHECKS = True
"""It wants to know what is installed: another process looks for it while the rest of the command is imported."""
DOUBTS = True
"""Whoever asks why something cannot be used has perhaps just mended it: it is looked at again."""
