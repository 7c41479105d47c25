"""The check of how the line holds over minutes."""
