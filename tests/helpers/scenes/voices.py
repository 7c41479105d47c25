"""Voices: of espeak-ng, and many at once."""

import io
import shutil
import subprocess
import wave
from functools import cache

import numpy as np

from helpers.scenes.sound import RATE, Sound, at_a, frames, resampled

SENTENCES = (
    "Good morning, thank you for calling, how can I help you today?",
    "I have your order in front of me, and it will arrive on Thursday afternoon.",
    "Could you please spell your last name and tell me the number of your invoice?",
    "The weather was fine, so we walked along the river until the sun went down.",
    "He said that the train would be late again, and nobody was surprised at all.",
)
"""What the voices say."""
SPEAKERS = ("en-us+m3", "en-us+f2", "en-gb+m7", "en-us+f4", "en-gb+m1", "en-us+f5")
"""Voices of espeak-ng that differ."""


def missing() -> str:
    """Why there are no voices here, or ""."""
    return "" if shutil.which("espeak-ng") else "espeak-ng is not installed (apt install espeak-ng)"


@cache
def said(text: str, speaker: str = SPEAKERS[0], words_per_minute: int = 160) -> Sound:
    """A text, spoken, without silence around it."""
    command = ["espeak-ng", "-v", speaker, "-s", str(words_per_minute), "--stdout", text]
    with wave.open(io.BytesIO(subprocess.run(command, capture_output=True, timeout=30, check=True).stdout)) as file:
        rate = file.getframerate()
        # espeak-ng streams: the header's count of frames is not the real one
        raw = file.readframes(10_000_000)
    sound = resampled(np.frombuffer(raw, "<i2").astype(np.float64) / 32_768, rate)
    loud = np.flatnonzero(np.abs(sound) > 0.003)
    return sound[loud[0] : loud[-1] + 1]


@cache
def talk(seconds: float, speaker: int = 0) -> Sound:
    """One voice that goes on talking, a third of a second between sentences, at an A-weighted level of 0 dBFS."""
    parts: list[Sound] = []
    for number in range(1 + round(seconds)):
        parts += [said(SENTENCES[(number + speaker) % len(SENTENCES)], SPEAKERS[speaker]), np.zeros(frames(1 / 3))]
        if sum(map(len, parts)) >= seconds * RATE:
            break
    return at_a(np.concatenate(parts)[: frames(seconds)], 0)


def babble(seconds: float, count: int = 6) -> Sound:
    """So many voices at once, none of which can be followed, at an A-weighted level of 0 dBFS."""
    together = sum(np.roll(talk(seconds, number), frames(1.7 * number)) for number in range(count))
    return at_a(np.asarray(together), 0)
