"""The check of latency, jitter and loss."""
