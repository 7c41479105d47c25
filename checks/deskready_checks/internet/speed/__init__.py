"""The check of how fast the line is, and what it is like while it is full."""
