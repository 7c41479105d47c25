"""The check of which microphone and headphones are in use."""
