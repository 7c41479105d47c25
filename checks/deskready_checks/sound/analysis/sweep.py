"""A log sweep, and finding it again in what a microphone heard: how much of it came back, and after how long.

The matched filter turns a sweep of 0.6 s into a pulse of 0.3 ms; noise that stands 20 dB above an echo falls below it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from deskready_checks.sound.analysis.levels import Samples

LOW_HZ, HIGH_HZ = 200.0, 7000.0
"""The band of speech that a telephone headset carries, wide band included."""
SWEEP_SECONDS = 0.6
"""Length of one sweep."""
FADE_SECONDS = 0.01
"""Rise and fall: a sweep that begins at once clicks."""
PEAK = 0.1
"""-20 dBFS (AES17): soft at any sensible volume."""
LATEST_SECONDS = 1.0
"""The longest round trip that is looked for; Bluetooth takes up to half of it."""
SPREAD_SECONDS = 0.008
"""How long an earpiece rings behind its first arrival. More would gather noise; what comes later is the room."""
BEFORE_SECONDS = 0.002
"""How much of the pulse lies before its highest point."""
ACCEPTED_RATIO = 8.0
"""Pulse over the filter's noise (root mean square): 18 dB. Of 13,000 independent noises the highest reaches 4.4."""
TOGETHER_SECONDS = 0.01
"""How far apart the arrivals of one setting may be to be one echo."""

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Arrival:
    """What the matched filter found in the sound behind one sweep."""

    gain_db: float
    """Level of what came back, relative to what was played, in dB."""
    seconds: float
    """When its highest point came, from when it was played."""
    ratio: float
    """How far that point stands out of the filter's noise."""
    floor_db: float
    """Level of the weakest echo that would have been accepted in this noise, in dB relative to what was played."""


@dataclass(frozen=True)
class Echo:
    """An echo that several sweeps agree on."""

    gain_db: float
    """Median level relative to what was played, in dB."""
    spread_db: float
    """Half the range of the levels, in dB."""
    seconds: float
    """Median round trip."""
    arrivals: int
    """Sweeps that agree."""


def log_sweep(rate: int) -> Array:
    """A sine whose frequency rises by equal ratios in equal times (Farina 2000), with soft ends, at `PEAK`."""
    times = np.arange(round(SWEEP_SECONDS * rate)) / rate
    stretch = SWEEP_SECONDS / np.log(HIGH_HZ / LOW_HZ)
    sweep = PEAK * np.sin(2 * np.pi * LOW_HZ * stretch * (np.exp(times / stretch) - 1))
    fade = np.sin(np.linspace(0, np.pi / 2, round(FADE_SECONDS * rate))) ** 2
    sweep[: len(fade)] *= fade
    sweep[-len(fade) :] *= fade[::-1]
    return np.asarray(sweep)


def find_sweep(heard: Samples, sweep: Array, rate: int) -> Arrival:
    """The strongest trace of a sweep in the sound from its first sample on.

    Args:
        heard: What the microphone gave from the moment at which the sweep was played; at least as long as the sweep.
        sweep: What was played.
        rate: Sampling rate in Hz.
    """
    response = _matched(np.asarray(heard, np.float64), sweep)
    before, behind = round(BEFORE_SECONDS * rate), round(SPREAD_SECONDS * rate)
    own = _matched(np.pad(sweep, (0, behind)), sweep)
    at = int(np.argmax(np.abs(response)))
    around = slice(max(0, at - before), min(len(response), at + behind))
    noise = np.delete(response, around)
    noise_power = float(np.mean(noise**2))
    # the pulse of the sweep itself, which is symmetrical, within the same window
    whole = float(np.sum(own[: around.stop - at] ** 2) + np.sum(own[1 : at - around.start + 1] ** 2))
    energy = float(np.sum(response[around] ** 2)) - noise_power * (around.stop - around.start)
    return Arrival(
        gain_db=_db(max(energy, 0.0) / whole),
        seconds=at / rate,
        ratio=float(np.abs(response[at]) / max(np.sqrt(noise_power), 1e-12)),
        floor_db=_db(ACCEPTED_RATIO**2 * noise_power / float(own[0] ** 2)),
    )


def agree(arrivals: Sequence[Arrival]) -> Echo | None:
    """The echo that most of the sweeps found at one place, or None where there is none that stands out.

    One that was missed, or caught a cough, does not count; the median of the others does.
    """
    found = [arrival for arrival in arrivals if arrival.ratio >= ACCEPTED_RATIO]
    middle = float(np.median([arrival.seconds for arrival in found])) if found else 0.0
    found = [arrival for arrival in found if abs(arrival.seconds - middle) <= TOGETHER_SECONDS]
    if 2 * len(found) <= len(arrivals):
        return None
    gains = [arrival.gain_db for arrival in found]
    return Echo(
        gain_db=float(np.median(gains)),
        spread_db=(max(gains) - min(gains)) / 2,
        seconds=float(np.median([arrival.seconds for arrival in found])),
        arrivals=len(found),
    )


def _matched(heard: Array, sweep: Array) -> Array:
    """The correlation with a sweep at every delay that leaves room for all of it; 1.0 is the sweep itself."""
    size = 1 << (len(heard) + len(sweep) - 1).bit_length()
    spectrum = np.fft.rfft(heard, size) * np.conj(np.fft.rfft(sweep, size))
    delays = len(heard) - len(sweep) + 1
    return np.asarray(np.fft.irfft(spectrum, size)[:delays] / float(sweep @ sweep))


def _db(ratio: float) -> float:
    return float(10 * np.log10(max(ratio, 1e-12)))
