"""The active speech level of a clean voice, by the letter of ITU-T P.56 method B: the truth that mixtures are made of.

Sample by sample and slow on purpose; it shares nothing with the program's own.
"""

import math
from collections.abc import Callable

import numpy as np

from helpers.scenes.sound import RATE, Sound, a_weighted

SMOOTHING_SECONDS = 0.03
"""Time constant of the envelope (P.56, table 1)."""
HANGOVER_SECONDS = 0.2
"""What still counts as speech after the envelope fell below a threshold."""
MARGIN_DB = 15.9
"""How far under the active level the threshold of speech lies."""
STEPS = 15
"""Thresholds, one per bit: each half of the one before."""


def active_level(sound: Sound, rate: int = RATE) -> float:
    """The active speech level in dBFS (AES17), without weighting."""
    energy, length = float(np.sum(sound**2)), len(sound)
    last = _exceeded(_envelope(sound, rate), round(HANGOVER_SECONDS * rate))
    before: tuple[float, float] | None = None
    for power in range(STEPS):  # from the lowest threshold up
        threshold = 0.5 ** (STEPS - power)
        active = int(last(threshold))
        if not active:
            break
        level, gap = _db(energy / active), _db(energy / active) - 20 * math.log10(threshold)
        if gap <= MARGIN_DB:
            if before is None:
                return level + _db(2)
            part = (before[1] - MARGIN_DB) / (before[1] - gap)
            return before[0] + part * (level - before[0]) + _db(2)
        before = level, gap
    return _db(energy / length) + _db(2)


def active_a_level(sound: Sound) -> float:
    """The active level of the A-weighted sound."""
    return active_level(a_weighted(sound))


def _envelope(sound: Sound, rate: int) -> list[float]:
    keep = math.exp(-1 / (SMOOTHING_SECONDS * rate))
    p = q = 0.0
    envelope = []
    for sample in np.abs(sound).tolist():
        p = keep * p + (1 - keep) * sample
        q = keep * q + (1 - keep) * p
        envelope.append(q)
    return envelope


def _exceeded(envelope: list[float], hangover: int) -> Callable[[float], int]:
    values, places = np.array(envelope), np.arange(len(envelope))

    def count(threshold: float) -> int:
        last = np.maximum.accumulate(np.where(values >= threshold, places, -hangover - 1))
        return int(np.count_nonzero(places - last <= hangover))

    return count


def _db(power: float) -> float:
    return 10 * math.log10(max(power, 1e-20))
