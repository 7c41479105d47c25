"""The check of hosts that work needs, and how each is tried."""
