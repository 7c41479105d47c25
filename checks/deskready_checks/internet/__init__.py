"""Checks of the internet line: a folder for each, and beside them what several share."""
