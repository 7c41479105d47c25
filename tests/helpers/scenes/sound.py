"""Sound as arrays: levels by theory, mixing, band limits. Nothing here uses the code that it is to judge."""

import numpy as np
from numpy.typing import NDArray

from helpers.acoustics import a_weighting_db

RATE = 48_000
"""Sampling rate of every scene, in Hz."""

Sound = NDArray[np.float64]
"""Samples of one channel at `RATE`, full scale at +-1.0."""


def frames(seconds: float) -> int:
    """Samples in so many seconds."""
    return round(seconds * RATE)


def times(seconds: float) -> Sound:
    """When each sample is, in seconds."""
    return np.arange(frames(seconds)) / RATE


def level(sound: Sound) -> float:
    """The unweighted level in dBFS (AES17)."""
    return float(10 * np.log10(2 * np.mean(sound**2) + 1e-20))


def a_weighted(sound: Sound) -> Sound:
    """The sound with the A-weighting of the standard's formula, applied to its spectrum."""
    spectrum = np.fft.rfft(sound)
    hertz: Sound = np.fft.rfftfreq(len(sound), 1 / RATE).astype(np.float64)
    spectrum[0] = 0
    spectrum[1:] *= 10 ** (a_weighting_db(hertz[1:]) / 20)
    return np.fft.irfft(spectrum, len(sound))


def a_level(sound: Sound) -> float:
    """The A-weighted level in dBFS (AES17)."""
    return level(a_weighted(sound))


def gained(sound: Sound, decibels: float) -> Sound:
    """The sound, louder."""
    return sound * 10 ** (decibels / 20)


def at(sound: Sound, dbfs: float) -> Sound:
    """The sound at an unweighted level."""
    return gained(sound, dbfs - level(sound))


def at_a(sound: Sound, dbfs: float) -> Sound:
    """The sound at an A-weighted level."""
    return gained(sound, dbfs - a_level(sound))


def mixed(*sounds: Sound) -> Sound:
    """All at once, as long as the first; shorter ones end early."""
    total = sounds[0].copy()
    for sound in sounds[1:]:
        count = min(len(sound), len(total))
        total[:count] += sound[:count]
    return total


def placed(seconds: float, *parts: tuple[float, Sound]) -> Sound:
    """Silence with sounds in it, each from its second on."""
    total = np.zeros(frames(seconds))
    for start, sound in parts:
        begin = frames(start)
        piece = sound[: len(total) - begin]
        total[begin : begin + len(piece)] += piece
    return total


def band(sound: Sound, low: float, high: float) -> Sound:
    """What lies between two frequencies, with edges as steep as a telephone's filter."""
    spectrum = np.fft.rfft(sound)
    hertz = np.fft.rfftfreq(len(sound), 1 / RATE)
    over = np.clip((hertz - high) / (0.06 * high), 0, 1)
    under = np.clip((low - hertz) / (0.3 * low), 0, 1) if low else np.zeros_like(hertz)
    return np.fft.irfft(spectrum * 10 ** (-80 * (over + under) / 20), len(sound))


def resampled(sound: NDArray[np.float64], rate: int) -> Sound:
    """A sound of another rate at `RATE`; nothing is added above half of its own rate."""
    count = round(len(sound) * RATE / rate)
    spectrum = np.fft.rfft(sound)
    target = np.zeros(count // 2 + 1, np.complex128)
    kept = min(len(spectrum), len(target))
    target[:kept] = spectrum[:kept]
    return np.fft.irfft(target, count) * (count / len(sound))


def fast_powers(sound: Sound) -> Sound:
    """The A- and F-weighted mean square after every millisecond (exponential, 125 ms)."""
    step = RATE // 1000
    squares = a_weighted(sound)[: len(sound) // step * step].reshape(-1, step) ** 2
    keep = float(np.exp(-1 / 125))
    power, powers = 0.0, []
    for mean in squares.mean(axis=1).tolist():
        power = keep * power + (1 - keep) * mean
        powers.append(power)
    return np.array(powers)


def loudest_fast(sound: Sound) -> float:
    """LAFmax in dBFS (AES17)."""
    return float(10 * np.log10(2 * fast_powers(sound).max()))


def la90(sound: Sound) -> float:
    """The A- and F-weighted level that is exceeded for nine tenths of the time, its first second left out."""
    return float(10 * np.log10(2 * np.percentile(fast_powers(sound)[1000:], 10)))
