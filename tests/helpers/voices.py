"""Sounds for tests of what a microphone hears: a voice that is made of numbers, and noises."""

from collections.abc import Callable
from functools import cache

import numpy as np
from numpy.typing import NDArray

RATE = 48_000
"""Sampling rate in Hz where a test does not say another."""

Sound = NDArray[np.float64]
Gain = Callable[[Sound], Sound]
"""A factor for each frequency in Hz."""


def level_db(sound: Sound) -> float:
    """The level of a sound in dBFS (AES17)."""
    return float(10 * np.log10(2 * np.mean(sound**2)))


def at_level(sound: Sound, dbfs: float) -> Sound:
    """A sound brought to a level in dBFS (AES17)."""
    return np.asarray(sound * 10 ** ((dbfs - level_db(sound)) / 20))


def voice(seconds: float = 8.0, rate: int = RATE, seed: int = 1, pitch_hz: float = 130.0) -> Sound:
    """Something like speech: syllables of a buzz with a sloping spectrum, sibilants, and a pause now and then.

    About -20 dBFS. The same numbers on every machine and with every version of numpy.
    """
    return _voice(seconds, rate, seed, pitch_hz).copy()


@cache
def _voice(seconds: float, rate: int, seed: int, pitch_hz: float) -> Sound:
    random = np.random.RandomState(seed)
    count = round(seconds * rate)
    time = np.arange(count) / rate
    pitch = pitch_hz * (1 + 0.1 * np.sin(2 * np.pi * 0.7 * time))
    phase = 2 * np.pi * np.cumsum(pitch) / rate
    top = int(0.45 * rate / (1.1 * pitch_hz))
    buzz, first = np.zeros(count), np.exp(1j * phase)
    harmonic = np.ones(count, np.complex128)
    for number in range(1, min(top, 40) + 1):
        harmonic *= first
        buzz += (harmonic * np.exp(1j * number**2) / number).imag
    hiss = shaped(random.standard_normal(count), rate, lambda hertz: np.clip(hertz / 4000, 0, 1) ** 2)
    voiced, unvoiced = np.zeros(count), np.zeros(count)
    start = 0.3
    while start < seconds - 0.5:
        length = random.uniform(0.12, 0.25)
        bump = 1 - np.linspace(-1, 1, round(length * rate)) ** 2
        gain = unvoiced if random.uniform() < 0.25 else voiced
        gain[round(start * rate) :][: len(bump)] += bump * random.uniform(0.4, 1)
        start += length + (random.uniform(0.3, 0.6) if random.uniform() < 0.12 else random.uniform(0, 0.06))
    return at_level(0.2 * buzz * voiced + 0.1 * hiss * unvoiced, -20)


def pink(seconds: float = 8.0, rate: int = RATE, seed: int = 2, dbfs: float = -60.0) -> Sound:
    """Pink noise from 20 Hz up."""
    noise = np.random.RandomState(seed).standard_normal(round(seconds * rate))
    return at_level(shaped(noise, rate, lambda hertz: np.maximum(hertz, 20) ** -0.5), dbfs)


def fan(seconds: float = 8.0, rate: int = RATE, seed: int = 3, dbfs: float = -60.0) -> Sound:
    """A fan: noise that falls above 300 Hz, and the tone of its blades."""
    count = round(seconds * rate)
    noise = np.random.RandomState(seed).standard_normal(count)
    rush = shaped(noise, rate, lambda hertz: 1 / (1 + (hertz / 300) ** 2))
    return at_level(rush + 0.05 * np.sin(2 * np.pi * 145 * np.arange(count) / rate), dbfs)


def white(seconds: float = 8.0, rate: int = RATE, seed: int = 4, dbfs: float = -60.0) -> Sound:
    """White noise."""
    return at_level(np.random.RandomState(seed).standard_normal(round(seconds * rate)), dbfs)


def shaped(sound: Sound, rate: int, gain: Gain) -> Sound:
    """A sound whose spectrum is multiplied by a gain at each frequency in Hz."""
    hertz = np.fft.rfftfreq(len(sound), 1 / rate).astype(np.float64)
    spectrum = np.fft.rfft(sound) * gain(hertz)
    return np.asarray(np.fft.irfft(spectrum, len(sound)))


def low_pass(sound: Sound, rate: int, hertz: float) -> Sound:
    """A sound as a link delivers it that carries only what lies below a frequency."""
    return shaped(sound, rate, lambda at: np.clip((1.05 * hertz - at) / (0.1 * hertz), 0, 1))
