"""Power spectra of windows that overlap by half (Welch): what stays the same over time shows in all of them."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from deskready_checks.sound.levels import Samples

WINDOW_SECONDS = 2.0
"""Length of a window: lines half a hertz apart lie in bins of their own, and the lowest third-octave has ten."""
ROWS_AT_ONCE = 4
"""Windows that are transformed together: few, so that what was heard is never in memory many times over."""


def window_powers(samples: Samples, rate: int, highest: float | None = None) -> tuple[NDArray[np.float64], float]:
    """The power spectrum of every window.

    Args:
        samples: Sound of one channel; where it is shorter than a window, it is one.
        rate: Sampling rate in Hz.
        highest: The highest frequency in Hz that is of interest; None for all.

    Returns:
        A row of bins for each window, whose sum is the mean square of the window; and the width of a bin in Hz.
    """
    size = min(len(samples), round(WINDOW_SECONDS * rate))
    window = np.hanning(size + 1)[:-1].astype(np.float32)
    bins = size // 2 + 1 if highest is None else min(size // 2 + 1, int(highest * size / rate) + 1)
    views = sliding_window_view(samples, size)[:: max(1, size // 2)]
    powers = np.empty((len(views), bins))
    for row in range(0, len(views), ROWS_AT_ONCE):
        spectra = np.fft.rfft(np.multiply(views[row : row + ROWS_AT_ONCE], window), axis=1)[:, :bins]
        powers[row : row + ROWS_AT_ONCE] = spectra.real**2 + spectra.imag**2
    powers *= 2 / (size * float(np.sum(np.square(window, dtype=np.float64))))
    return powers, rate / size
