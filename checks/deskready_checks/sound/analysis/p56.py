"""The active speech level of ITU-T P.56 (12/2011), method B: the level of a voice while it speaks, pauses left out.

Process 1 of the method sums the energy; process 2 follows an envelope and counts, for 15 thresholds an octave apart,
for how long it lies above each. The active level is where the level over that time lies 15.9 dB above its threshold.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from deskready_checks.sound.analysis.levels import Samples, dbfs

SMOOTHING_SECONDS = 0.03
"""Time constant T of each of the two smoothings of the envelope (P.56, 7.2)."""
HANGOVER_SECONDS = 0.2
"""Time H for which a voice counts as active after its envelope fell below a threshold (P.56, 7.2)."""
MARGIN_DB = 15.9
"""Margin M between the active level and the threshold that belongs to it (P.56, 7.2)."""
THRESHOLDS = 0.5 ** np.arange(15, 0, -1)
"""The thresholds c, lowest first: one step of 16 bits up to half of full scale (P.56, 7.2)."""
HOPS_PER_SECOND = 1000
"""How often the envelope is looked at. It is exact there; its time constant is 30 times as long."""
DBOV_OFFSET_DB = float(10 * np.log10(2))
"""What to take from a level in dBFS (AES17) to have it in dBov, where 0 is the power of a full-scale square."""


@dataclass(frozen=True)
class ActiveLevel:
    """A voice's level while it speaks."""

    level: float
    """Active speech level in dBFS (AES17); 3.01 dB less in dBov."""
    activity: float
    """Share of the time in which it speaks, 0 to 1."""


def active_level(samples: Samples, rate: int) -> ActiveLevel | None:
    """The active speech level of samples, or None where nothing in them is as loud as a voice can be measured.

    Args:
        samples: Sound of one channel, full scale at +-1.0, in which somebody speaks.
        rate: Sampling rate in Hz, at least 1000.
    """
    hop = rate // HOPS_PER_SECOND
    hops = len(samples) // hop
    if not hops:
        return None
    whole = np.asarray(samples[: hops * hop], np.float64)
    energy = float(whole @ whole) / hop
    counts = _active_hops(envelope(whole, rate), round(HANGOVER_SECONDS * rate / hop))
    if not counts[0]:
        return None
    with np.errstate(divide="ignore"):
        levels = 10 * np.log10(energy / counts) - 20 * np.log10(THRESHOLDS)
    reached = np.flatnonzero(levels <= MARGIN_DB)
    if not len(reached) or reached[0] == 0:
        return None
    power = energy / counts[reached[0] - 1 : reached[0] + 1]
    above, below = levels[reached[0] - 1 : reached[0] + 1]
    part = (above - MARGIN_DB) / (above - below)
    active = float(power[0] ** (1 - part) * power[1] ** part)  # a straight line between the levels in dB
    return ActiveLevel(dbfs(active), min(1.0, energy / hops / active))


def envelope(samples: Samples, rate: int) -> NDArray[np.float64]:
    """The envelope q of P.56 at the end of every whole hop: the magnitudes, smoothed twice (P.56, 7.2)."""
    hop = rate // HOPS_PER_SECOND
    rows = np.abs(np.asarray(samples[: len(samples) // hop * hop], np.float64)).reshape(-1, hop)
    keep = float(np.exp(-1 / (SMOOTHING_SECONDS * rate)))
    age = np.arange(hop - 1, -1, -1)
    once = (1 - keep) * keep**age
    drive_p, drive_q = (rows @ once).tolist(), (rows @ (once * (1 - keep) * (age + 1))).tolist()
    keep_hop, pass_on = keep**hop, hop * (1 - keep) * keep**hop
    p = q = 0.0
    found = []
    for into_p, into_q in zip(drive_p, drive_q, strict=True):
        q = keep_hop * q + pass_on * p + into_q
        p = keep_hop * p + into_p
        found.append(q)
    return np.array(found)


def _active_hops(values: NDArray[np.float64], hangover: int) -> NDArray[np.float64]:
    """For each threshold, in how many hops the envelope is above it or was so no longer than the hangover ago."""
    places = np.arange(len(values))
    counts = []
    for threshold in THRESHOLDS:
        last = np.maximum.accumulate(np.where(values >= threshold, places, -1))
        counts.append(np.count_nonzero((last >= 0) & (places - last <= hangover)))
    return np.array(counts, np.float64)
