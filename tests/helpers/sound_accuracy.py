"""How right the sound levels are, against theory; and one line of the table that all of it makes."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from deskready_checks.sound.analysis.sweep import agree, find_sweep, log_sweep
from deskready_checks.sound.analysis.weighting import AWeighting
from deskready_checks.sound.listening.meter import Meter
from helpers.acoustics import a_weighting_db
from helpers.scenes import noises
from helpers.scenes.sound import RATE, Sound, a_level, at, frames, gained, mixed, placed

THIRD_OCTAVES = 1000 * 10 ** (np.arange(-20, 14) / 10)
"""The 34 exact midband frequencies from 10 Hz to 20 kHz (IEC 61260-1)."""
BURSTS = (1.0, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001)
"""Lengths in seconds of the tone bursts of IEC 61672-1:2013, Table 4."""


class Row(NamedTuple):
    """One line of the table."""

    item: str
    found: float
    bound: float | None
    """What `found` must not be over, or, of a share that is to be reached, not under; None where that is not set."""
    unit: str
    at_least: bool = False

    @property
    def held(self) -> bool:
        """Whether the target is met."""
        if self.bound is None:
            return True
        return self.found >= self.bound if self.at_least else self.found <= self.bound


def weighting_errors(weighted: Callable[[Sound, int], Sound], rate: int) -> NDArray[np.float64]:
    """The error in dB of an A-weighting at each third-octave frequency, from its response to one sample."""
    impulse = np.zeros(4 * rate)
    impulse[rate] = 1.0
    response = np.abs(np.fft.rfft(weighted(impulse, rate)))
    places = np.round(THIRD_OCTAVES * 4).astype(int)
    return np.asarray(20 * np.log10(response[places]) - a_weighting_db(places / 4))


def ours(sound: Sound, rate: int) -> Sound:
    """The program's own weighting, fed as it comes: 50 ms at a time."""
    weighting, step = AWeighting(rate), rate // 20
    return np.concatenate([weighting.process(sound[place : place + step]) for place in range(0, len(sound), step)])


def metered(sound: Sound, settle: float = 0.5) -> Meter:
    """A meter that was fed a sound as it comes, and forgot its first moments."""
    meter = Meter(RATE)
    meter.feed(sound[: frames(settle)])
    meter.restart()
    for place in range(frames(settle), len(sound), RATE // 20):
        meter.feed(sound[place : place + RATE // 20])
    return meter


def weighting_rows() -> Iterator[Row]:
    """The A-weighting at 44.1 and 48 kHz."""
    for rate, bound in ((48_000, 0.01), (44_100, 0.1)):
        errors = weighting_errors(ours, rate)
        yield Row(f"A-weighting, 34 third-octaves, {rate / 1000:g} kHz", float(np.abs(errors).max()), bound, "dB")


def level_rows() -> Iterator[Row]:
    """LAeq of sines, of pink and of white noise; sines last a whole number of periods."""
    sines = [
        abs(metered(noises.sine(hertz, -20, 2.5)).read().laeq + 20 - a_weighting_db(hertz))
        for hertz in (31.5, 63, 125, 250, 500, 1000, 2000, 4000, 8000, 16_000)
    ]
    yield Row("LAeq of ten sines", float(max(sines)), 0.1, "dB")
    for name, sound in (("pink", noises.pink(10.5, 1)), ("white", noises.white(10.5, 2))):
        error = metered(at(sound, -30)).read().laeq - a_level(at(sound, -30)[frames(0.5) :])
        yield Row(f"LAeq of {name} noise", abs(error), 0.1, "dB")


def burst_rows() -> Iterator[Row]:
    """LAFmax of 4 kHz bursts under the steady tone, each begun at four places of a 10 ms hop."""
    worst = 0.0
    for length in BURSTS:
        expected = 10 * np.log10(1 - np.exp(-length / 0.125))
        for shift in (0.0, 0.0025, 0.005, 0.0075):
            tone = noises.sine(4000, -10, length)
            found = loudest(placed(2.0, (0.6 + shift, tone)))
            worst = max(worst, abs(found + 10 - float(a_weighting_db(4000)) - float(expected)))
    yield Row("F-weighted bursts, 1000 to 1 ms", worst, 0.3, "dB")


def loudest(sound: Sound) -> float:
    """LAFmax, as the program tells it."""
    return metered(sound).read().lafmax


def echo_rows() -> Iterator[Row]:
    """The echo loss of an earpiece: in a quiet room, and in noise 12 dB above the echo."""
    sweep = log_sweep(RATE)
    for name, bound, over in (("in a quiet room", 1.0, -40.0), ("in noise 12 dB above it", 1.5, 12.0)):
        errors = []
        for gain in (-10, -30, -50):
            echo = gained(placed(1.7, (0.3, sweep)), gain)
            noise = [at(noises.pink(1.7, seed), 20 * np.log10(0.1) + gain + over) for seed in (1, 2, 3)]
            found = agree([find_sweep(mixed(echo, it), sweep, RATE) for it in noise])
            errors.append(abs(found.gain_db - gain) if found else np.inf)
        yield Row(f"echo loss {name}", max(errors), bound, "dB")
