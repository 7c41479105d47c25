"""Lines by chance."""

import math
import random
from collections.abc import Iterator
from typing import NamedTuple

from helpers.delay_box import Flaws

_BEHIND_MBIT = 200
"""Above, frames travel in bundles here, and single ones cannot be lost or late."""
_OTHERS_KIND = 3
"""The number of the kind of line that carries other traffic; the next one is flawless."""


class Line(NamedTuple):
    """A line by chance."""

    down: float
    """Mbit/s of Ethernet frames towards the client."""
    up: float
    rtt_ms: float
    queue_ms: float
    flaws: Flaws
    others: tuple[float, float]
    """Mbit/s of frames that other traffic wants, down and up."""

    def __str__(self) -> str:
        named = {
            "loss %": self.flaws.loss * 100,
            "jitter": self.flaws.jitter_ms,
            "late %": self.flaws.late * 100,
            "late by": self.flaws.late_ms,
            "others": max(self.others),
        }
        flaws = "".join(f", {name} {value:.3g}" for name, value in named.items() if value)
        return f"{self.down:.4g}/{self.up:.4g} rtt {self.rtt_ms:.0f} queue {self.queue_ms:.0f}{flaws}"


def lines(count: int, seed: int) -> Iterator[Line]:
    """Lines of 0.4 to 900 Mbit/s, a third of them more than eight times as fast down as up.

    Round trips of 4 to 140 ms, queues of 25 to 400 ms; of each five one is lossy, one jittery, one reorders, one
    carries other traffic, and one is flawless.
    """
    chance = random.Random(seed)
    for number in range(count):
        down = _even(chance, 0.4, 900)
        ratio = _even(chance, 8, 40) if number % 3 == 0 else _even(chance, 0.5, 8)
        up = min(max(down / ratio, 0.4), 900)
        kind = number % 5 if max(down, up) <= _BEHIND_MBIT else _OTHERS_KIND + number % 2
        flaws = (
            Flaws(loss=_even(chance, 0.0005, 0.02), seed=number + 1),
            Flaws(jitter_ms=_even(chance, 1, 20), seed=number + 1),
            Flaws(late=_even(chance, 0.001, 0.03), late_ms=_even(chance, 2, 20), seed=number + 1),
        )
        shares = [chance.choice((0.0, chance.uniform(0.05, 0.4))) for _ in "du"]
        others = tuple(share * rate for share, rate in zip(shares, (down, up), strict=True))
        yield Line(
            down,
            up,
            _even(chance, 4, 140),
            _even(chance, 25, 400),
            flaws[kind] if kind < len(flaws) else Flaws(),
            (min(others[0], 40.0), min(others[1], 40.0)) if kind == _OTHERS_KIND else (0.0, 0.0),
        )


def _even(chance: random.Random, least: float, most: float) -> float:
    """A number whose logarithm is evenly spread."""
    return math.exp(chance.uniform(math.log(least), math.log(most)))
