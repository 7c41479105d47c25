"""Backgrounds: white, pink, a fan, mains hum, traffic, rain, music. Each is the same for the same seed."""

from collections.abc import Callable

import numpy as np

from helpers.scenes.sound import RATE, Sound, frames, placed, times

FAN_HERTZ = 145.0
"""Blade frequency of the fan: near no multiple of 50 or 60 Hz."""
HUM_PEAKS = (0.7, 1.0, 0.5, 0.3, 0.35, 0.15, 0.2, 0.1)
"""Of a hum's harmonics, from the first: amplitudes."""
SCALE = (0, 2, 4, 7, 9, 12, 14, 16)
"""Semitones that the tune uses."""


def sine(hertz: float, peak_dbfs: float, seconds: float) -> Sound:
    """A sine; its level is that of its peak (AES17)."""
    return 10 ** (peak_dbfs / 20) * np.sin(2 * np.pi * hertz * times(seconds))


def shaped(seconds: float, seed: int, gain: Callable[[Sound], Sound]) -> Sound:
    """Gaussian noise whose spectrum follows `gain`, of amplitude by frequency in Hz; of mean square 1."""
    count = frames(seconds)
    spectrum = np.fft.rfft(np.random.default_rng(seed).standard_normal(count))
    hertz = np.fft.rfftfreq(count, 1 / RATE).astype(np.float64)
    spectrum[0] = 0
    spectrum[1:] *= gain(hertz[1:])
    sound = np.fft.irfft(spectrum, count)
    return np.asarray(sound / np.sqrt(np.mean(sound**2)))


def white(seconds: float, seed: int) -> Sound:
    """Noise of equal power per Hz up to half the rate."""
    return shaped(seconds, seed, np.ones_like)


def pink(seconds: float, seed: int) -> Sound:
    """Noise of equal power per octave from 20 Hz."""
    return shaped(seconds, seed, lambda f: np.where(f < 20, 0, f**-0.5))


def room(seconds: float, seed: int) -> Sound:
    """An empty room through a microphone: pink noise, and the microphone's own white noise 10 dB below it."""
    return pink(seconds, seed) + 0.3 * white(seconds, seed + 1)


def fan(seconds: float, seed: int) -> Sound:
    """A fan: air with a broad hill at 300 Hz, three blade tones, a slow swing of half a decibel."""
    air = shaped(seconds, seed, lambda f: 1 / (1 + (f / 300) ** 2) ** 0.6 * np.where(f < 40, 0, 1))
    tones = sum(0.25 / n * np.sin(2 * np.pi * FAN_HERTZ * n * times(seconds) + n) for n in (1, 2, 3))
    return np.asarray((air + tones) * (1 + 0.06 * np.sin(2 * np.pi * 0.4 * times(seconds))))


def hum(seconds: float, mains: float, seed: int) -> Sound:
    """Mains hum: eight harmonics of 50 or 60 Hz, the odd ones stronger; the strongest has a peak of 1."""
    phases = np.random.default_rng(seed).uniform(0, 2 * np.pi, 8)
    waves = (
        peak * np.sin(2 * np.pi * mains * n * times(seconds) + phase)
        for n, (peak, phase) in enumerate(zip(HUM_PEAKS, phases, strict=True), 1)
    )
    return np.asarray(sum(waves))


def traffic(seconds: float, seed: int) -> Sound:
    """A road behind a window: low noise that swells and falls by 3 dB every six seconds."""
    rumble = shaped(seconds, seed, lambda f: np.where(f < 25, 0, 1 / (1 + (f / 150) ** 2) ** 0.7))
    return rumble * 10 ** (3 * np.sin(2 * np.pi * times(seconds) / 6) / 20)


def rain(seconds: float, seed: int) -> Sound:
    """Rain: noise above 1 kHz, in which single drops are lost."""
    return shaped(seconds, seed, lambda f: (f / 2000) / (1 + (f / 2000) ** 2))


def music(seconds: float, seed: int) -> Sound:
    """A tune on a plucked string over a held chord; no voice in it."""
    rng = np.random.default_rng(seed)
    tune = [(float(start), _pluck(220 * 2 ** (rng.choice(SCALE) / 12))) for start in np.arange(0, seconds, 0.4)]
    chord = sum(0.1 * np.sin(2 * np.pi * hertz * times(seconds)) for hertz in (110, 138.6, 164.8, 220, 277.2))
    return placed(seconds, *tune) + chord


def _pluck(hertz: float) -> Sound:
    t = times(1.2)
    return np.asarray(np.exp(-4 * t) * sum(np.sin(2 * np.pi * hertz * n * t) / n**1.5 for n in range(1, 7)))
