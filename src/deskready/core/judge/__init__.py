"""Judging: what measurements mean against a profile. Pure functions."""
