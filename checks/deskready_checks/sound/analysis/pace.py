"""How fast somebody reads: words per minute, from a text that is known and the time that the voice takes for it."""

import numpy as np

from deskready_checks.sound.analysis.levels import Samples
from deskready_checks.sound.analysis.p56 import HOPS_PER_SECOND, MARGIN_DB, active_level, envelope

LONGEST_PAUSE_SECONDS = 1.0
"""What a pause may last to belong to the speech; of a longer one, a stumble, only so much counts."""
LEAST_RATIO = 10 ** (6 / 20)
"""How far above the background, as amplitudes, a voice must be to be told from it."""


def speaking_seconds(samples: Samples, rate: int, background: Samples) -> float:
    """From the first word to the last, in seconds, pauses included; 0 where no voice is heard.

    A voice is where the envelope of ITU-T P.56 lies above the threshold that belongs to its active level, and above
    the background.

    Args:
        samples: What the microphone hears while somebody reads; best A-weighted, for low noise is loud.
        rate: Sampling rate in Hz.
        background: The same of the quiet phase.
    """
    active = active_level(samples, rate)
    if active is None:
        return 0.0
    threshold = 10 ** ((active.level - 10 * np.log10(2) - MARGIN_DB) / 20)
    quiet = envelope(background, rate)
    if len(quiet):
        threshold = max(threshold, LEAST_RATIO * float(np.median(quiet)))
    places = np.flatnonzero(envelope(samples, rate) >= threshold)
    if not len(places):
        return 0.0
    pauses = np.diff(places, append=places[-1] + 1) / HOPS_PER_SECOND
    return float(np.minimum(pauses, LONGEST_PAUSE_SECONDS).sum())


def words_per_minute(words: int, seconds: float) -> float:
    """The pace at which so many words take so long."""
    return 60 * words / seconds
