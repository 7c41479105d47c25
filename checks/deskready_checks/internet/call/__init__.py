"""What a call over a line that was probed would sound like."""
