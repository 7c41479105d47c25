"""What the standards say, to compare with."""

import numpy as np
from numpy.typing import NDArray


def a_weighting_db(hertz: float | NDArray[np.float64]) -> NDArray[np.float64]:
    """The A-weighting at a frequency, in dB (IEC 61672-1:2013, Annex E)."""
    gain = _a_gain(np.asarray(hertz, np.float64)) / _a_gain(np.float64(1000))
    return np.asarray(20 * np.log10(gain))


def _a_gain(f: NDArray[np.float64] | np.float64) -> NDArray[np.float64]:
    outer = (f**2 + 20.598997**2) * (f**2 + 12194.217**2)
    inner = np.sqrt((f**2 + 107.65265**2) * (f**2 + 737.86223**2))
    return np.asarray(f**4 / (outer * inner))
