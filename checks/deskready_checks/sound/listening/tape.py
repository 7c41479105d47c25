"""Sound that is kept for a moment: in this process's memory only, and erased as soon as it has been measured."""

from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray


class Tape:
    """One stretch of sound.

    Args:
        frames: The longest that it may become.
    """

    def __init__(self, frames: int) -> None:
        self._frames = np.zeros(frames, np.float32)
        self._used = 0

    def add(self, block: NDArray[np.float32]) -> None:
        """Takes the next frames; what is too long is left out."""
        kept = block[: len(self._frames) - self._used]
        self._frames[self._used : self._used + len(kept)] = kept
        self._used += len(kept)

    @property
    def sound(self) -> NDArray[np.float32]:
        """All that it holds: no copy, so that erasing leaves nothing."""
        return self._frames[: self._used]

    @property
    def share(self) -> float:
        """How full it is, 0 to 1."""
        return self._used / max(1, len(self._frames))

    def erase(self) -> None:
        """Overwrites the sound with zeros."""
        self._frames.fill(0)


class Tapes:
    """Every tape of a run. A context manager: leaving it erases them."""

    def __init__(self) -> None:
        self._tapes: list[Tape] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.erase()

    def new(self, frames: int) -> Tape:
        """An empty tape."""
        self._tapes.append(Tape(frames))
        return self._tapes[-1]

    def erase(self) -> None:
        """Erases every tape, and lets it go."""
        for tape in self._tapes:
            tape.erase()
        self._tapes.clear()
