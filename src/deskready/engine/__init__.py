"""Runs checks: one child process a run, with limits, cancel and a schedule."""
