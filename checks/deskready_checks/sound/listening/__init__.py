"""Listening: a microphone is chosen, opened and read, and what it hears is whole or says why not."""
