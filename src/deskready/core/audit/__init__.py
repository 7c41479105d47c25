"""An audit while it lives and its record: states built from events, and the saved file."""
