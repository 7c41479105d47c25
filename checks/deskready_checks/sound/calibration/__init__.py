"""The check that compares a microphone with a sound level meter."""
