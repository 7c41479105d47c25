"""Probes over UDP: what is sent, what comes back, and the figures that follow."""
