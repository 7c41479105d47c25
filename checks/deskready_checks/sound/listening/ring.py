"""Frames on their way from PortAudio's thread to the reader's."""

import numpy as np
from numpy.typing import NDArray


class Ring:
    """A preallocated ring of frames for one writer and one reader. No lock: each side moves its own counter only.

    Args:
        size: Frames that fit.
    """

    def __init__(self, size: int) -> None:
        self._frames = np.zeros(size, np.float32)
        self._written = 0
        self._read = 0

    def write(self, frames: NDArray[np.float32]) -> None:
        """Copies frames in; never waits, and overwrites what the reader left for too long."""
        size = len(self._frames)
        kept = frames[-size:]
        start = self._written % size
        first = min(len(kept), size - start)
        self._frames[start : start + first] = kept[:first]
        self._frames[: len(kept) - first] = kept[first:]
        self._written += len(frames)

    def read(self) -> NDArray[np.float32]:
        """A copy of the frames that came since the last read.

        Raises:
            OverflowError: Some of them were overwritten.
        """
        size = len(self._frames)
        begin, end = self._read, self._written
        places = np.arange(begin, end) % size
        frames = self._frames[places]
        if self._written - begin > size:
            raise OverflowError("Frames were overwritten before they were read.")  # no words: for programs
        self._read = end
        return frames

    def erase(self) -> None:
        """Forgets the sound."""
        self._frames.fill(0)
