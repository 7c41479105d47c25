"""Checks of the computer."""
