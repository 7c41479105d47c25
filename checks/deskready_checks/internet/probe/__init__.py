"""Probes of a line: what is sent, what comes back, and the figures that follow."""
