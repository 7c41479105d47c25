"""The speech-to-noise ratio of two phases, put together as the check of the voice does it."""

from deskready_checks.sound.analysis.levels import Samples
from deskready_checks.sound.analysis.p56 import active_level
from deskready_checks.sound.analysis.snr import background_level, speech_to_noise
from deskready_checks.sound.analysis.weighting import AWeighting


def two_phase_ratio(quiet: Samples, speech: Samples, rate: int) -> float | None:
    """The speech-to-noise ratio in dB of a voice, or None where none is heard.

    Args:
        quiet: What the microphone hears while nobody speaks, at least 1 s.
        speech: What it hears while somebody reads.
        rate: Sampling rate in Hz; one of `a_weighting_table()`.
    """
    active = active_level(AWeighting(rate).process(speech), rate)
    return None if active is None else speech_to_noise(active.level, background_level(quiet, rate))
