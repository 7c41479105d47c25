"""An ear on the virtual headphones: hears what they really play, and answers as an honest person would.

Run as a program it is a child process that runs one check and prints what came of it.
"""

import json
import os
import signal
import subprocess
import sys
import threading
import time

import numpy as np
from numpy.typing import NDArray

from deskready.core.declare.check import Check, Question
from deskready.plugin import Unavailable
from deskready.testing.context import RecordingContext, run_check
from helpers.pulse import HEADPHONES, RATE

SILENCE_SECONDS = 0.15
"""What separates two beeps."""
BLOCK_BYTES = 480 * 8
"""10 ms of two ears."""
ANSWERS = {"ready": "Play it", "noticed": "Yes"}
"""What needs no hearing."""


class Ear(RecordingContext):
    """A person who wears the headphones; what it hears begins anew after each answer."""

    def __init__(self) -> None:
        super().__init__()
        form = ["--raw", "--format=float32le", f"--rate={RATE}", "--channels=2", "--latency-msec=50"]
        command = ["parec", f"--device={HEADPHONES}.monitor", *form]
        self._recorder = subprocess.Popen(command, stdout=subprocess.PIPE)
        self._heard = bytearray()
        self._lock = threading.Lock()
        threading.Thread(target=self._listen, daemon=True).start()
        while not self._heard:  # it has begun
            time.sleep(0.01)
        self.peaks: list[float] = []
        """The loudest amplitude before each question."""

    def ask(self, question: Question) -> str:
        with self._lock:
            frames = np.frombuffer(bytes(self._heard), "<f4").reshape(-1, 2)
            self._heard.clear()
        self.peaks.append(float(abs(frames).max()) if len(frames) else 0.0)
        if question.id in ANSWERS:
            return ANSWERS[question.id]
        beeps = [count_beeps(frames[:, ear]) for ear in (0, 1)]
        if question.id == "beeps":
            return str(beeps[0]) if beeps[0] == beeps[1] and beeps[0] else "I heard nothing"
        return {(True, False): "Left", (False, True): "Right"}.get((beeps[0] > 0, beeps[1] > 0), "I heard nothing")

    def close(self) -> None:
        """Takes the headphones off."""
        self._recorder.send_signal(signal.SIGKILL)
        self._recorder.wait()

    def _listen(self) -> None:
        assert self._recorder.stdout is not None
        while block := self._recorder.stdout.read(BLOCK_BYTES):
            with self._lock:
                self._heard += block


def count_beeps(ear: NDArray[np.float32]) -> int:
    """How many stretches of sound there are."""
    loud = np.flatnonzero(abs(ear) > 1e-4)
    return int(len(loud) > 0) + int(np.count_nonzero(np.diff(loud) > SILENCE_SECONDS * RATE))


def main(check: type[Check]) -> None:
    """Runs a check with an ear that answers, and prints one JSON object."""
    ear = Ear()
    try:
        measurements, gaps, _ = run_check(check, None, ear)
        found = {name: [m.value, m.low, m.high] for name, m in measurements.items()} | dict.fromkeys(gaps)
        found["peaks"] = list(ear.peaks)
    except Unavailable as error:
        found = {"reason": error.reason.words, "remedy": error.remedy.words}
    ear.close()
    sys.stdout.write(json.dumps(found))
    sys.stdout.flush()
    os._exit(0)
