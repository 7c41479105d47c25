"""Keeps recorded sound inside this process."""

import importlib

LEVEL_SECONDS = 0.125
"""Time between two levels that are told: no finer picture of what is said in the room leaves this process."""


def forbid_core_dumps() -> None:
    """Stops a crash from writing this process's memory, with the sound in it, to a file. Windows writes none."""
    try:
        resource = importlib.import_module("resource")
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, hard))


class Telling:
    """Says when the next level may be told: once for every `LEVEL_SECONDS` of sound.

    Args:
        rate: Sampling rate of the sound in Hz.
    """

    def __init__(self, rate: int) -> None:
        self._least = LEVEL_SECONDS * rate
        self._heard = 0

    def due(self, frames: int) -> bool:
        """Takes how many frames were heard since it was asked last."""
        self._heard += frames
        if self._heard < self._least:
            return False
        self._heard = 0
        return True
