"""Checks that misbehave, each in one way: what the engine must survive, run for real."""
