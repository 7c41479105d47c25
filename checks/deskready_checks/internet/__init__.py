"""Checks of the internet line."""
