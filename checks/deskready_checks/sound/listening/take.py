"""One take: a stretch of sound that is whole, or a state that says why not."""

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from deskready_checks.sound.analysis.runs import Runs
from deskready_checks.sound.listening.states import State

SETTLE_SECONDS = 0.5
"""Sound at the start of a take that is not measured: the click of opening, and the filters' own start."""
ZERO_SECONDS = 0.5
"""Longest run of exact zeros that a live microphone gives; single zeros are common in real sound."""
WAKE_SECONDS = 3
"""How long a microphone may give zeros before its first sound. Bluetooth ones do while they change their profile."""

Block = NDArray[np.float32]


class Take:
    """Reads a stretch of sound from a stream of blocks, and raises where a dead microphone would seem a quiet one.

    Args:
        blocks: The frames as they come; empty blocks are allowed.
        rate: Sampling rate in Hz.
        gated: Whether zeros may be a gate's, which shuts while nobody speaks. What they are shows only once somebody
            speaks, so they are left to whoever reads.
    """

    def __init__(self, blocks: Iterable[Block], rate: int, *, gated: bool = False) -> None:
        self._blocks = iter(blocks)
        self._gated = gated
        self._rate = rate
        self._rest: Block = np.empty(0, np.float32)
        self._zeros = Runs()
        self._frames = 0

    def await_sound(self) -> None:
        """Waits for the first sample that is not zero, or for as long as a live microphone may give zeros.

        Raises:
            Unavailable: Nothing but zeros came, and they are no gate's.
        """
        silent = 0
        for block in self._blocks:
            if block.any():
                return
            silent += len(block)
            if silent > WAKE_SECONDS * self._rate:
                if self._gated:
                    return
                raise State.MUTED.unavailable()

    def read(self, seconds: float) -> Iterator[Block]:
        """The next blocks, none of them empty, together `seconds` long to the frame.

        Raises:
            Unavailable: The microphone went silent, or what comes is no sound.
        """
        wanted = round(seconds * self._rate)
        while wanted > 0:
            block = self._rest if len(self._rest) else next(self._blocks)
            block, self._rest = block[:wanted], block[wanted:]
            if len(block):
                self._verify(block)
                wanted -= len(block)
                yield block

    def _verify(self, block: Block) -> None:
        if not np.isfinite(block).all():
            raise State.NOT_SOUND.unavailable()
        if self._gated:
            return
        self._frames += len(block)
        self._zeros.feed(block == 0)
        if self._zeros.longest > ZERO_SECONDS * self._rate:
            settling = self._frames - self._zeros.longest <= SETTLE_SECONDS * self._rate
            raise (State.MUTED if settling else State.WENT_SILENT).unavailable()
