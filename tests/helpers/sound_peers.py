"""Other libraries that do a part of the same job, where they are installed; none of them is needed."""

import importlib
import re
import shutil
import subprocess
import tempfile
import wave
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from helpers.scenes.sound import RATE, Sound

VAD_RATE = 16_000
"""Sampling rate that webrtcvad takes, in Hz."""
VAD_FRAME = 480
"""Samples of a frame of webrtcvad: 30 ms."""


def weightings() -> dict[str, Callable[[Sound, int], Sound] | None]:
    """The A-weighting of other libraries, by name; None where one is not installed."""
    found: dict[str, Callable[[Sound, int], Sound] | None] = {}
    for name in ("pyoctaveband", "phonometry"):
        module = _module(name)
        found[name] = None if module is None else _weighting(module, {})
        found[f"{name}, as a stream"] = None if module is None else _weighting(module, {"stateful": True})
    return found


def speech_share(sound: Sound, aggressiveness: int) -> float | None:
    """The share of time that webrtcvad takes for speech; None where it is not installed."""
    module = _module("webrtcvad")
    if module is None:
        return None
    detector: Any = module.Vad(aggressiveness)
    count = round(len(sound) * VAD_RATE / RATE)
    slow = np.fft.irfft(np.fft.rfft(sound)[: count // 2 + 1], count) * (count / len(sound))
    coded = np.clip(slow * 32_768, -32_768, 32_767).astype("<i2")[: count // VAD_FRAME * VAD_FRAME]
    answers: list[bool] = [detector.is_speech(frame.tobytes(), VAD_RATE) for frame in coded.reshape(-1, VAD_FRAME)]
    return sum(answers) / len(answers)


def sox_level(sound: Sound) -> float | None:
    """The level in dBFS (AES17) that `sox stats` tells; None where it is not installed."""
    if shutil.which("sox") is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "sound.wav")
        with wave.open(path, "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(np.round(sound * 32_767).astype("<i2").tobytes())
        said = subprocess.run(["sox", path, "-n", "stats"], capture_output=True, text=True, timeout=30, check=True)
    match = re.search(r"RMS lev dB\s+(-?[\d.]+)", said.stderr)
    assert match is not None, said.stderr
    return float(match[1]) + 10 * float(np.log10(2))


def _weighting(module: ModuleType, options: dict[str, bool]) -> Callable[[Sound, int], Sound]:
    def weighted(sound: Sound, rate: int) -> Sound:
        return np.asarray(module.WeightingFilter(rate, curve="A", **options).filter(sound), np.float64)

    return weighted


def _module(name: str) -> ModuleType | None:
    try:
        return importlib.import_module(name)
    except ImportError:
        return None
