"""Checks of microphone and room."""
