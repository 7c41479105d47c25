"""Weighting of sound in frequency (A) and in time (F), in a stream of blocks of any length.

numpy has no recursive filter. A block is therefore cut into sub-blocks, and each sub-block's response is two matrix
products: one with the filter's impulse response, one with the state that the sub-block before left behind.
"""

import json
from collections.abc import Iterable
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from deskready_checks.sound.analysis.levels import Samples

SUB_BLOCK = 96
"""Samples that are filtered by one matrix product: of 32 to 256 the quickest on 50 ms blocks."""
HOPS_PER_SECOND = 100
"""F-weighted powers per second of sound. Every rate in the table is a multiple of it."""
FAST_SECONDS = 0.125
"""Time constant of the F time weighting (IEC 61672-1:2013, 5.8)."""

Array = NDArray[np.float64]
Section = tuple[float, float, float, float, float, float]
"""A biquad: b0, b1, b2, a0 = 1, a1, a2."""
StateSpace = tuple[Array, Array, Array, Array]
"""A filter as the matrices A, B, C, D: the next state is A s + B u, the output C s + D u."""


@cache
def a_weighting_table() -> dict[int, tuple[Section, ...]]:
    """The sections of the A-weighting filter by sampling rate in Hz.

    Two sections are the bilinear transform of the low poles of IEC 61672-1:2013, Annex E; two were fitted to the rest
    of that curve, which a bilinear transform bends (-6 dB at 16 kHz). Error at 48 kHz: 0.001 dB up to 20 kHz.
    """
    text = resources.files("deskready_checks.sound.analysis").joinpath("aweighting.json").read_text(encoding="utf-8")
    return {int(rate): tuple(tuple(row) for row in rows) for rate, rows in json.loads(text).items()}


class AWeighting:
    """The A frequency weighting of one channel.

    Args:
        rate: Sampling rate in Hz; one of `a_weighting_table()`.
    """

    def __init__(self, rate: int) -> None:
        system = _cascade(a_weighting_table()[rate])
        self._respond, self._observe, self._drive, self._advance = _sub_block_matrices(system, SUB_BLOCK)
        self._state = np.zeros(len(system[1]))

    def process(self, block: Samples) -> Array:
        """The next samples, weighted. However a stream is cut into blocks, the result is the same."""
        samples = block.astype(np.float64)
        whole = len(samples) - len(samples) % SUB_BLOCK
        return np.concatenate(
            (self._process_whole(samples[:whole].reshape(-1, SUB_BLOCK)), self._rest(samples[whole:]))
        )

    def _process_whole(self, rows: Array) -> Array:
        """Filters sub-blocks of full length, one a row."""
        drives = rows @ self._drive.T
        advance = self._advance[SUB_BLOCK]
        states = np.empty((len(rows), len(self._state)))
        state = self._state
        for number, drive in enumerate(drives):
            states[number] = state
            state = advance @ state + drive
        self._state = state
        weighted: Array = rows @ self._respond.T + states @ self._observe.T
        return weighted.ravel()

    def _rest(self, samples: Array) -> Array:
        """Filters what is shorter than a sub-block."""
        count = len(samples)
        weighted = self._respond[:count, :count] @ samples + self._observe[:count] @ self._state
        self._state = self._advance[count] @ self._state + self._drive[:, SUB_BLOCK - count :] @ samples
        return np.asarray(weighted)


class FastWeighting:
    """The F time weighting: an exponential mean of squares, read `HOPS_PER_SECOND` times a second.

    Args:
        rate: Sampling rate in Hz.
    """

    def __init__(self, rate: int) -> None:
        hop = rate // HOPS_PER_SECOND
        keep = np.exp(-1 / (FAST_SECONDS * rate))
        self._weights = (1 - keep) * keep ** np.arange(hop - 1, -1, -1)
        self._keep_hop = float(keep**hop)
        self._decay = keep ** np.arange(1, hop + 1)
        self._growth = (1 - keep) / self._decay
        self._rest = np.empty(0)
        self.power = 0.0
        """The newest F-weighted mean square."""
        self.highest = 0.0
        """The highest one at any sample, not only at the ends of hops. Whoever begins anew sets it to 0."""

    def process(self, weighted: Array) -> list[float]:
        """The F-weighted mean square at the end of each hop that these samples complete."""
        squares = np.concatenate((self._rest, weighted * weighted))
        hop = len(self._weights)
        whole = len(squares) - len(squares) % hop
        self._rest = squares[whole:]
        rows = squares[:whole].reshape(-1, hop)
        powers = [self.power]
        for energy in (rows @ self._weights).tolist():
            powers.append(self._keep_hop * powers[-1] + energy)
        self.power = powers[-1]
        for row, before, after in zip(rows, powers, powers[1:], strict=False):
            if after > self._keep_hop * self.highest:  # else it cannot have been higher inside
                self._look_inside(row, before)
        return powers[1:]

    def _look_inside(self, squares: Array, before: float) -> None:
        """Follows the mean square through a hop: a short bang is over, and 0.35 dB lost, by the hop's end."""
        inside = (before + np.cumsum(squares * self._growth)) * self._decay
        self.highest = max(self.highest, float(inside.max()))


def _cascade(sections: Iterable[Section]) -> StateSpace:
    """Biquads in series, each in transposed direct form II, as one filter."""
    a, b, c, d = np.zeros((0, 0)), np.zeros(0), np.zeros(0), np.array(1.0)
    for b0, b1, b2, _, a1, a2 in sections:
        own_a = np.array([[-a1, 1.0], [-a2, 0.0]])
        own_b = np.array([b1 - a1 * b0, b2 - a2 * b0])
        own_c = np.array([1.0, 0.0])
        a = np.block([[a, np.zeros((len(a), 2))], [np.outer(own_b, c), own_a]])
        b = np.concatenate((b, own_b * d))
        c = np.concatenate((b0 * c, own_c))
        d = b0 * d
    return a, b, c, d


def _sub_block_matrices(system: StateSpace, length: int) -> tuple[Array, Array, Array, Array]:
    """What filters `length` samples u from the state s at once.

    Returns:
        respond, observe, drive, advance, where the output is `respond @ u + observe @ s`, the next state is
        `advance[length] @ s + drive @ u`, and the leading parts of each do the same for fewer samples.
    """
    a, b, c, d = system
    advance = np.empty((length + 1, *a.shape))
    advance[0] = np.eye(len(a))
    for number in range(length):
        advance[number + 1] = a @ advance[number]
    observe = c @ advance[:length]
    drive = (advance[:length] @ b)[::-1].T
    impulse = np.concatenate(([float(d)], observe[:-1] @ b))
    delay = np.subtract.outer(np.arange(length), np.arange(length))
    respond = np.where(delay >= 0, impulse[np.maximum(delay, 0)], 0.0)
    return np.ascontiguousarray(respond), observe, np.ascontiguousarray(drive), advance
