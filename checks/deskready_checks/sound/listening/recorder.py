"""Recording through a program of the system where PortAudio is missing: its raw samples come over a pipe."""

import os
import select
import subprocess
import threading
from collections.abc import Callable, Sequence

import numpy as np

from deskready.plugin import clean
from deskready_checks.sound.devices.sound_library import SoundSystemError
from deskready_checks.sound.listening.portaudio import OnFrames

RATE = 48_000
"""Sampling rate in Hz that is asked for; the programs convert."""
READY_SECONDS = 2.0
"""How long a program is watched for its first sound; one that is still silent then is taken as it is."""
CHUNK = 1 << 16
"""Bytes that are read at once; the pipe holds as much, a third of a second."""
WORDS_LIMIT = 2000
"""Characters that are kept of what a program says."""
END_SECONDS = 2.0
"""How long a killed program may take to be gone."""
_SAMPLE = 4


class Recorder:
    """A program that records from the system's microphone. Stands in for PortAudio's stream.

    Args:
        command: The program and its arguments; it writes float32 samples of one channel to its standard output.
        on_frames: Takes the frames; called in a thread of its own.
        on_end: Called when the program ends.

    Attributes:
        pid: Its process.

    Raises:
        SoundSystemError: It ended without a sound.
    """

    def __init__(self, command: Sequence[str], on_frames: OnFrames, on_end: Callable[[], None]) -> None:
        self._on_frames = on_frames
        self._on_end = on_end
        self._words = ""
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=os.environ | {"LC_ALL": "C"},
        )
        self.pid = self._process.pid
        self._lost = threading.Event()
        self._hearer = threading.Thread(target=self._hear, daemon=True)
        self._hearer.start()
        self._await_sound()

    @property
    def words(self) -> str:
        """The last that it said, made harmless."""
        return clean(self._words)

    def start(self) -> None:
        """Begins to deliver frames."""
        threading.Thread(target=self._deliver, daemon=True).start()

    def close(self) -> None:
        """Ends the program; nothing of it is left."""
        self._process.kill()
        self._process.wait(END_SECONDS)

    def _await_sound(self) -> None:
        """Waits until there is sound to read, or long enough. Raises SoundSystemError where the program ends."""
        assert self._process.stdout is not None
        ready, _, _ = select.select([self._process.stdout], [], [], READY_SECONDS)
        if not ready or self._process.stdout.peek(1):  # type: ignore[attr-defined]  # typed as any stream of bytes
            return
        self.close()
        self._hearer.join(END_SECONDS)
        code = SoundSystemError.BUSY if "busy" in self._words.casefold() else 0
        raise SoundSystemError(self._words.strip() or "It ended without a word.", code)  # no words: for the log

    def _deliver(self) -> None:
        assert self._process.stdout is not None
        rest = b""
        while data := self._process.stdout.read1(CHUNK):  # type: ignore[attr-defined]
            data = rest + data
            whole = len(data) - len(data) % _SAMPLE
            rest = data[whole:]
            lost = self._lost.is_set()
            self._lost.clear()
            self._on_frames(np.frombuffer(data[:whole], "<f4"), lost)
        self._hearer.join(END_SECONDS)  # its last words say why it ended
        self._on_end()

    def _hear(self) -> None:
        """Keeps the end of what the program says, and notes where it lost sound (arecord: "overrun!!!")."""
        assert self._process.stderr is not None
        while data := self._process.stderr.read1(CHUNK):  # type: ignore[attr-defined]
            said = data.decode(errors="replace")
            self._words = (self._words + said)[-WORDS_LIMIT:]
            if "overrun" in said:
                self._lost.set()
