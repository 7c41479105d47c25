"""Power spectra of windows that overlap by half (Welch), made while the sound comes in and without keeping it."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from deskready_checks.sound.analysis.levels import Samples

WINDOW_SECONDS = 2.0
"""Length of a window: lines half a hertz apart lie in bins of their own, and the lowest third-octave has ten."""
LOW_HZ = 500.0
"""Up to here every window's spectrum is kept, for what is told by its steadiness; above only the sum of them."""

Array = NDArray[np.float64]


class Spectra:
    """The spectra of a sound that comes in blocks. Of the sound itself it holds the newest window, until `erase`.

    Args:
        rate: Sampling rate in Hz.
    """

    def __init__(self, rate: int) -> None:
        size = round(WINDOW_SECONDS * rate)
        self._sound = np.zeros(size, np.float32)
        self._filled = 0
        self._window = _hann(size)
        self._total = np.zeros(size // 2 + 1)
        self._low: list[Array] = []
        self.width = rate / size
        """Width of a bin in Hz."""
        self.nyquist = rate / 2
        """Half the sampling rate, in Hz."""

    def feed(self, samples: Samples) -> None:
        """Takes the next samples."""
        for piece in self._pieces(samples):
            self._sound[self._filled : self._filled + len(piece)] = piece
            self._filled += len(piece)
            if self._filled == len(self._sound):
                self._transform(self._window)
                half = len(self._sound) // 2
                self._sound[:-half] = self._sound[half:]
                self._filled -= half

    def powers(self) -> Array:
        """The mean power of every bin; their sum is the mean square. Less than a window of sound is a window."""
        self._use_what_there_is()
        return self._total / max(1, len(self._low))

    def low_powers(self) -> Array:
        """The powers of the bins up to `LOW_HZ`, a row for each window."""
        self._use_what_there_is()
        return np.array(self._low)

    def erase(self) -> None:
        """Forgets the sound."""
        self._sound.fill(0)

    def _pieces(self, samples: Samples) -> Iterator[Samples]:
        """The samples, cut where the window is full."""
        start = 0
        while start < len(samples):
            end = start + len(self._sound) - self._filled
            yield samples[start:end]
            start = end

    def _use_what_there_is(self) -> None:
        if not self._low and self._filled:
            self._sound[self._filled :] = 0
            self._transform(np.concatenate((_hann(self._filled), np.zeros(len(self._sound) - self._filled))))

    def _transform(self, window: NDArray[np.floating]) -> None:
        spectrum = np.fft.rfft(self._sound * window)
        powers = np.square(spectrum.real, dtype=np.float64) + np.square(spectrum.imag, dtype=np.float64)
        powers *= 2 / (len(window) * float(np.sum(np.square(window, dtype=np.float64))))
        self._total += powers
        self._low.append(powers[: int(LOW_HZ / self.width) + 1])


def spectra_of(samples: Samples, rate: int) -> Spectra:
    """The spectra of samples that are at hand."""
    spectra = Spectra(rate)
    spectra.feed(samples)
    return spectra


def _hann(size: int) -> NDArray[np.float32]:
    """The periodic Hann window."""
    return np.hanning(size + 1)[:-1].astype(np.float32)
