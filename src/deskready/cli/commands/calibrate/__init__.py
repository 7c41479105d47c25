"""`deskready calibrate`: what checks measure compared with a reference."""

NEEDS_CHECKS = True
"""It wants to know what is installed: another process looks for it while the rest of the command is imported."""
HEEDS_SETTINGS = True
"""It tells itself what is wrong with the settings, and measures nothing where they cannot be understood."""
