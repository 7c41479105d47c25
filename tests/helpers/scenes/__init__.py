"""Scenes: rooms, voices and faults made from nothing but a seed, each with the truth of how it was made."""
