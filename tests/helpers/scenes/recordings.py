"""Real voices and a real keyboard, from Debian packages where they are installed. None of them is kept here."""

import importlib
import wave
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np

from helpers.scenes.sound import RATE, Sound, frames, resampled

PROMPTS = Path("/usr/share/asterisk/sounds/en_US_f_Allison")
"""A woman's telephone prompts, 16 kHz (asterisk-core-sounds-en-g722, CC-BY-SA-3.0)."""
NOVEL = Path("/usr/share/pocketsphinx/test/data/librivox")
"""A man who reads Jane Austen, 16 kHz (pocketsphinx-testdata, BSD-2)."""
CHANNELS = Path("/usr/share/sounds/alsa")
"""A woman who names loudspeakers, 48 kHz: the only voice here with all of its treble (alsa-utils, GPL-2)."""
KEYS = Path("/usr/share/buckle/wav")
"""Single keys of an IBM keyboard (bucklespring-data, GPL-2)."""
_SENTENCES = ("0870", "0920", "0890", "0880", "0930")
_NAMES = ("Front_Center", "Front_Left", "Rear_Right", "Side_Left", "Rear_Center", "Front_Right", "Side_Right")
_PAUSE = 0.35


def missing() -> str:
    """Why there are no recordings here, or ""."""
    packages = {
        PROMPTS / "demo-congrats.g722": "asterisk-core-sounds-en-g722",
        NOVEL: "pocketsphinx-testdata",
        CHANNELS / "Front_Center.wav": "alsa-utils",
        KEYS: "bucklespring-data",
    }
    absent = [package for path, package in packages.items() if not path.exists()]
    if absent:
        return f"recordings are not installed (apt install {' '.join(absent)})"
    try:
        importlib.import_module("G722")
    except ImportError:
        return "the prompts' decoder is not installed (pip install G722)"
    return ""


@cache
def woman(part: str = "demo-congrats") -> Sound:
    """The prompts' voice: one of the recordings, as it is."""
    import G722

    coded = (PROMPTS / f"{part}.g722").read_bytes()
    samples = np.array(G722.G722(16_000, 64_000).decode(coded), np.float64) / 32_768
    return resampled(samples, 16_000)


@cache
def man() -> Sound:
    """The reader's voice: five sentences, 25 s."""
    return _joined([next(NOVEL.glob(f"*-{number}.wav")) for number in _SENTENCES])


@cache
def full_band_woman() -> Sound:
    """The namer's voice: seven names of loudspeakers, 10 s."""
    return _joined([CHANNELS / f"{name}.wav" for name in _NAMES])


@cache
def keys() -> tuple[Sound, ...]:
    """Forty keys, going down; peaks at 1 at most."""
    sounds = [_read(path) for path in sorted(KEYS.glob("*-1.wav"))[:40]]
    loudest = max(float(np.abs(sound).max()) for sound in sounds)
    return tuple(sound / loudest for sound in sounds)


def _joined(paths: Sequence[Path]) -> Sound:
    pause = np.zeros(frames(_PAUSE))
    return np.concatenate([piece for path in paths for piece in (_read(path), pause)])


def _read(path: Path) -> Sound:
    """A 16-bit WAV file's first channel."""
    with wave.open(str(path)) as file:
        assert file.getsampwidth() == 2, path
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2").reshape(-1, file.getnchannels())[:, 0]
        rate = file.getframerate()
    sound = samples.astype(np.float64) / 32_768
    return sound if rate == RATE else resampled(sound, rate)
