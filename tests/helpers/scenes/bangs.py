"""Short sounds that disturb: doors, knocks, barks, keys. Each has a peak of about 1."""

import numpy as np

from helpers.scenes.sound import Sound, band, placed, times


def door(seed: int = 1) -> Sound:
    """A door that falls shut: a low thud with a broad bang on top, over in half a second."""
    t = times(0.6)
    bang = np.random.default_rng(seed).standard_normal(len(t)) * np.exp(-t / 0.03)
    thud = np.sin(2 * np.pi * 85 * t) * np.exp(-t / 0.1)
    return _peaked(band(bang, 60, 4000) * 0.7 + thud)


def knock(seed: int = 1) -> Sound:
    """One knock on wood."""
    t = times(0.25)
    bang = np.random.default_rng(seed).standard_normal(len(t)) * np.exp(-t / 0.008)
    return _peaked(0.4 * bang + np.sin(2 * np.pi * 310 * t) * np.exp(-t / 0.025))


def knocks(count: int = 3, seed: int = 1) -> Sound:
    """Knocks on a door, five a second: one disturbance."""
    return placed(0.2 * count + 0.3, *((0.2 * n, knock(seed + n)) for n in range(count)))


def bark(seed: int = 1) -> Sound:
    """One bark: a rough voice that rises and falls, with breath in it."""
    t = times(0.28)
    rng = np.random.default_rng(seed)
    pitch = (380 + 60 * rng.random()) * (1 + 0.6 * np.sin(np.pi * t / t[-1]))
    phase = 2 * np.pi * np.cumsum(pitch) / 48_000
    voice = sum(np.sin(n * phase + rng.uniform(0, 6)) / n**0.7 for n in range(1, 12))
    breath = 0.6 * band(rng.standard_normal(len(t)), 500, 5000)
    envelope = np.minimum(t / 0.01, 1) * np.exp(-((t / 0.13) ** 3))
    return _peaked((voice + breath) * envelope)


def barks(count: int = 3, seed: int = 1) -> Sound:
    """A dog that barks: barks so close to each other that they are one disturbance."""
    return placed(0.42 * count + 0.1, *((0.42 * n, bark(seed + n)) for n in range(count)))


def key(seed: int = 1) -> Sound:
    """One key of a loud keyboard: a click going down, a weaker one coming up."""
    rng = np.random.default_rng(seed)
    t = times(0.03)
    down, up = (band(rng.standard_normal(len(t)) * np.exp(-t / 0.003), 800, 9000) for _ in range(2))
    return _peaked(placed(0.14, (0, down), (0.07 + 0.03 * rng.random(), 0.5 * up)))


def typing(seconds: float, seed: int = 1, keys: tuple[Sound, ...] = ()) -> Sound:
    """Typing at about five keys a second, in words; the keys are generated ones, or those given."""
    rng = np.random.default_rng(seed)
    parts, now = [], 0.2
    while now < seconds - 0.3:
        chosen = keys[rng.integers(len(keys))] if keys else key(int(rng.integers(1000)))
        parts.append((now, chosen * rng.uniform(0.5, 1.0)))
        now += rng.uniform(0.12, 0.24) + (0.5 if rng.random() < 0.15 else 0)
    return placed(seconds, *parts)


def _peaked(sound: Sound) -> Sound:
    return np.asarray(sound / np.abs(sound).max())
