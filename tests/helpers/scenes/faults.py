"""What microphones, drivers and rooms do to a sound."""

import numpy as np

from helpers.scenes.sound import Sound, band, frames, times

GATE_SECONDS = 0.01
"""Length of a frame that a gate opens or shuts."""


def clipped(sound: Sound, ceiling: float = 1.0) -> Sound:
    """The sound with its peaks cut off."""
    return np.clip(sound, -ceiling, ceiling)


def clipped_share(sound: Sound, ceiling: float = 1.0) -> float:
    """The share of samples that `clipped` would cut, in per cent."""
    return float(100 * np.mean(np.abs(sound) >= ceiling))


def narrow(sound: Sound) -> Sound:
    """The sound through a Bluetooth hands-free link of 8 kHz (CVSD): 200 Hz to 3.7 kHz."""
    return band(sound, 200, 3700)


def wide(sound: Sound) -> Sound:
    """The sound through a hands-free link of 16 kHz (mSBC): up to 7.3 kHz."""
    return band(sound, 60, 7300)


def gated(sound: Sound, threshold_dbfs: float, hold: float = 0.25) -> Sound:
    """The sound where it is loud, and exact zeros where it is not: a noise gate."""
    length = frames(GATE_SECONDS)
    whole = len(sound) // length * length
    powers = 2 * np.mean(sound[:whole].reshape(-1, length) ** 2, axis=1)
    loud = powers > 10 ** (threshold_dbfs / 10)
    held = np.convolve(loud, np.ones(round(hold / GATE_SECONDS)))[: len(loud)] > 0
    kept = np.repeat(held, length)
    return np.concatenate((sound[:whole] * kept, np.zeros(len(sound) - whole)))


def suppressed(sound: Sound, noise: Sound, most_db: float = 18.0) -> Sound:
    """The sound with the spectrum of a known noise subtracted, by at most so much: noise suppression, never silence."""
    size, step = 1024, 512
    window = np.sqrt(np.hanning(size + 1)[:size])
    floor = np.mean([np.abs(np.fft.rfft(noise[n : n + size] * window)) ** 2 for n in range(0, 96_000, step)], axis=0)
    result = np.zeros(len(sound) + size)
    for start in range(0, len(sound) - size, step):
        spectrum = np.fft.rfft(sound[start : start + size] * window)
        gain = np.sqrt(np.clip(1 - 2 * floor / (np.abs(spectrum) ** 2 + 1e-20), 10 ** (-most_db / 10), 1))
        result[start : start + size] += np.fft.irfft(spectrum * gain, size) * window
    return result[: len(sound)]


def reverberant(sound: Sound, rt60: float, seed: int = 1, direct_db: float = 0.0) -> Sound:
    """The sound in a room that takes `rt60` seconds to fall by 60 dB; the direct sound `direct_db` over the rest."""
    t = times(1.5 * rt60)
    tail = np.random.default_rng(seed).standard_normal(len(t)) * 10 ** (-3 * t / rt60)
    tail[: frames(0.003)] = 0
    response = tail / np.sqrt(np.sum(tail**2))
    response[0] = 10 ** (direct_db / 20)
    size = 1 << (len(sound) + len(response)).bit_length()
    wet = np.fft.irfft(np.fft.rfft(sound, size) * np.fft.rfft(response, size), size)
    return np.asarray(wet[: len(sound)])
