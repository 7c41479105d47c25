"""Which sound devices there are and what they are, as each system tells it. No stream is opened here."""
