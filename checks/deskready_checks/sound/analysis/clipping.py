"""Overdriven sound: peaks that were cut off flat, at full scale or below it.

An amplifier or a driver may cut before the computer lowers the level; then the flat tops lie below full scale.
"""

import numpy as np
from numpy.typing import NDArray

from deskready_checks.sound.analysis.levels import FULL_SCALE, Samples

LEAST_TOPS = 3
"""Flat tops (three samples or more) below full scale that make clipping of it: one may be a slow wave's own."""
TOP = 0.999
"""Part of the highest amplitude from which a sample belongs to its top."""
SHOULDER = 0.99
"""Part of the highest amplitude from which a sample belongs to what lies under the top."""
PILE_UP = 2.0
"""How many times the samples under it a flat top holds at least. A sine holds 0.5, speech less."""
LEAST_PEAK = 0.01
"""Highest amplitude below which nothing is taken for clipped: steps of 16 bits make flat tops of their own there."""


def clipped_share(samples: Samples) -> float:
    """The share of samples, 0 to 1, that were cut off; each polarity has a limit of its own."""
    if not len(samples):
        return 0.0
    return (_clipped(samples) + _clipped(-samples)) / len(samples)


def _clipped(samples: Samples) -> int:
    """Samples at the limit of the positive side, where there is one; at full scale a single flat top shows it."""
    peak = float(samples.max())
    if peak >= FULL_SCALE:
        top, least = samples >= FULL_SCALE, 1
    elif peak >= LEAST_PEAK:
        top, least = samples >= TOP * peak, LEAST_TOPS
        under = np.count_nonzero(samples >= SHOULDER * peak) - np.count_nonzero(top)
        if np.count_nonzero(top) < PILE_UP * under:
            return 0
    else:
        return 0
    return int(np.count_nonzero(top)) if _flat_tops(top) >= least else 0


def _flat_tops(flags: NDArray[np.bool_]) -> int:
    """How many runs of flags are long enough for a flat top."""
    flat = flags[:-2] & flags[1:-1] & flags[2:]
    return int(np.count_nonzero(flat[1:] & ~flat[:-1]) + np.count_nonzero(flat[:1]))
