"""How right the analysis of a voice is, on real ones."""

from collections.abc import Iterator

import numpy as np

from deskready_checks.sound.analysis.bandwidth import bandwidth
from deskready_checks.sound.analysis.clipping import clipped_share
from deskready_checks.sound.analysis.p56 import active_level
from helpers.scenes import faults, noises, recordings, voices
from helpers.scenes.active import active_a_level
from helpers.scenes.active import active_level as true_active_level
from helpers.scenes.sound import RATE, a_level, at, at_a, band, frames, gained, la90, mixed
from helpers.sound_accuracy import Row
from helpers.two_phases import two_phase_ratio

RATIOS = (5, 10, 15, 20, 25, 30, 35, 40)
"""Speech-to-noise ratios that are mixed, in dB."""


def p56_rows(quick: bool = False) -> Iterator[Row]:
    """The active level against P.56 sample by sample, which differs from ITU-T's own C code by 0.02 dB at most."""
    sounds = [recordings.woman(), recordings.man(), recordings.full_band_woman(), at(voices.talk(10), -26)]
    worst = 0.0
    for sound in sounds[:2] if quick else sounds:
        for decibels in (0,) if quick else (0, -25):
            clean = gained(sound, decibels)[: frames(10)]
            found = active_level(clean, RATE)
            worst = max(worst, abs(found.level - true_active_level(clean)) if found else np.inf)
    yield Row("active speech level (P.56)", worst, 0.2, "dB")


def ratio_rows(quick: bool = False) -> Iterator[Row]:
    """The speech-to-noise ratio of two real voices in three noises, from 5 to 40 dB.

    The noise's level is its LA90, as the ratio is defined. That of babble lies under its mean, which is told.
    """
    errors: dict[int, list[float]] = {ratio: [] for ratio in RATIOS}
    noise_by_name = {"pink": noises.pink(20, 3), "fan": noises.fan(20, 4), "babble": voices.babble(20)}
    for voice in (recordings.woman(), recordings.man()):
        clean = voice[: frames(10)]
        level = active_a_level(clean)
        for noise in noise_by_name.values():
            for ratio in (10,) if quick else RATIOS:
                loud = at_a(noise, level - ratio)
                quiet, during = loud[: frames(10)], loud[frames(10) :]
                found = two_phase_ratio(quiet, mixed(clean, during), RATE)
                errors[ratio].append(np.inf if found is None else found - (level - la90(during)))
    high = [error for ratio, of_ratio in errors.items() if ratio >= 10 for error in of_ratio]
    yield Row("speech-to-noise ratio, 10 to 40 dB, worst", max(map(abs, high)), 1.5, "dB")
    yield Row("speech-to-noise ratio, 10 to 40 dB, mean", abs(float(np.mean(high))), 1.5, "dB")
    if quick:
        return
    yield Row("speech-to-noise ratio, 5 dB, worst", max(map(abs, errors[5])), None, "dB")
    for name, noise in noise_by_name.items():
        yield Row(f"(LA90 of {name} under its LAeq)", a_level(noise) - la90(noise), None, "dB")


def clip_rows() -> Iterator[Row]:
    """The share of clipped samples of a voice far too loud, at full scale and lowered behind it."""
    errors = []
    for over, gain in ((3, 1.0), (6, 1.0), (12, 0.4), (18, 1.0)):
        loud = gained(recordings.woman()[: frames(10)], over)
        errors.append(abs(100 * clipped_share(gain * faults.clipped(loud)) - faults.clipped_share(loud)))
    yield Row("share of clipped samples", max(errors), 0.1, "points")
    whole = (recordings.woman(), recordings.man(), noises.sine(50, 0, 5), noises.fan(10, 1))
    highest = max(100 * clipped_share(sound * (0.999 / np.abs(sound).max())) for sound in whole)
    yield Row("clipped samples where there are none", highest, 0.01, "%")


def bandwidth_rows() -> Iterator[Row]:
    """The band of hands-free links, and of none."""
    errors = []
    for voice in (recordings.woman(), recordings.man(), recordings.full_band_woman()):
        voice = mixed(voice[: frames(10)], at(noises.pink(10, 1), -65))
        errors.append(abs(bandwidth(band(voice, 200, 3700), RATE) / 3700 - 1))
    errors.append(abs(bandwidth(band(recordings.full_band_woman(), 60, 7300), RATE) / 7300 - 1))
    yield Row("bandwidth of hands-free links", 100 * max(errors), 10, "%")
    whole = mixed(recordings.full_band_woman(), at(noises.pink(12, 1), -70))
    yield Row("bandwidth where nothing is cut", bandwidth(whole, RATE), 16_000, "Hz", at_least=True)
