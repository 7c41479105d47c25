"""A recording that goes on: from a microphone through a ring to whoever reads it, watched for stalls."""

import contextlib
import os
import threading
import time
from collections.abc import Iterator
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray

from deskready.plugin import clean
from deskready_checks.sound.microphone import Microphone, open_microphone, refusal
from deskready_checks.sound.one_thread import OneThread
from deskready_checks.sound.portaudio import SoundSystemError
from deskready_checks.sound.ring import Ring
from deskready_checks.sound.sound_server import MONITOR_SUFFIX, recorded_source
from deskready_checks.sound.states import State

POLL_SECONDS = 0.05
"""How often the reader looks for frames."""
FIRST_POLLS = 60
"""Polls without a frame before the first: 3 s. Bluetooth microphones take up to two to wake."""
STALL_POLLS = 20
"""Polls without a frame after the first: 1 s. Polls are counted, not time: a suspended process hears nothing."""
RING_SECONDS = 4
"""Sound that may wait for the reader."""
OPEN_SECONDS = 8.0
"""How long the sound system may take to open a microphone."""
CLOSE_SECONDS = 0.5
"""How long to wait for a stream to close at the end; a frozen sound server holds it."""
RELEASE_SECONDS = 3.0
"""How long to wait for a stream to close that is to be opened again."""
REST_SECONDS = 2.0
"""Between closing and opening again: time to plug in a microphone, or for a sound server to come back."""


class Capture:
    """A recording of one microphone. A context manager: leaving it closes the stream and erases the sound.

    Args:
        name: The microphone's name or a part of it; "" takes the system's default.

    Raises:
        Unavailable: There is no such microphone, or it does not open.

    Attributes:
        device: The microphone.
        rate: Its sampling rate in Hz.
        source: The sound server's name of it, made harmless, or "" where there is no server or no telling.
        overflows: How often the sound system lost frames before they came here.
    """

    def __init__(self, name: str = "") -> None:
        self.overflows = 0
        self._name = name
        self._thread = OneThread()
        self._begin()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._close()

    def blocks(self) -> Iterator[NDArray[np.float32]]:
        """The frames as they come, without end: a block every `POLL_SECONDS`, empty where none came.

        Raises:
            Unavailable: Frames stopped coming, or never came.
        """
        idle, patience, state = 0, FIRST_POLLS, State.NO_SOUND
        while True:
            ended = self._ended.wait(POLL_SECONDS)
            try:
                block = self._ring.read()
            except OverflowError as error:
                raise State.OVERRUN.unavailable() from error
            if len(block):
                idle, patience, state = 0, STALL_POLLS, State.STALLED
            elif ended:
                raise State.DIED.unavailable()
            elif (idle := idle + 1) >= patience:
                raise state.unavailable()
            yield block

    def verify(self) -> None:
        """Makes sure that it was one microphone all the time.

        Raises:
            Unavailable: The sound server switched to another.
        """
        source = _source()
        if self.source and source and source != self.source:
            raise State.SWITCHED.unavailable(f"From {self.source} to {source}.")

    def reopen(self) -> None:
        """Opens the same microphone anew; what was heard is forgotten.

        Raises:
            Unavailable: It does not close or open, or another one has taken its place.
        """
        device, source = self.device, self.source
        try:
            self._thread.call(RELEASE_SECONDS, self._stream.close)
        except TimeoutError as error:
            raise State.NOT_ANSWERING.unavailable() from error
        self._ring.erase()
        time.sleep(REST_SECONDS)
        self._begin(again=True)
        if (self.device.name, self.source or source) != (device.name, source or self.source):
            raise State.SWITCHED.unavailable(f"From {device.name} {source} to {self.device.name} {self.source}.")

    def _begin(self, *, again: bool = False) -> None:
        """Opens and starts the microphone, and notes what it is."""
        self._ended = threading.Event()
        try:
            microphone = self._thread.call(OPEN_SECONDS, lambda: self._open(again=again))
        except TimeoutError as error:
            raise State.NOT_ANSWERING.unavailable() from error
        self.device = microphone.device
        self.rate = microphone.rate
        self._stream = microphone.stream
        self.source = _source()
        if self.source.endswith(MONITOR_SUFFIX):
            self._close()
            raise State.NO_DEVICE.unavailable(f"The sound server has only {self.source}.")

    def _open(self, *, again: bool) -> Microphone:
        """Opens and starts the microphone; made in the thread that the sound library is bound to."""
        microphone = open_microphone(self._name, self._take, self._ended.set, again=again)
        self._ring = Ring(RING_SECONDS * microphone.rate)
        try:
            microphone.stream.start()
        except SoundSystemError as error:
            raise refusal(error).unavailable(str(error)) from error
        return microphone

    def _close(self) -> None:
        with contextlib.suppress(TimeoutError):
            self._thread.call(CLOSE_SECONDS, self._stream.close)
        self._thread.end()
        self._ring.erase()

    def _take(self, frames: NDArray[np.float32], lost: bool) -> None:
        """Takes one callback's frames, in PortAudio's own thread: nothing here may wait or take long."""
        self._ring.write(frames)
        self.overflows += lost


def _source() -> str:
    return clean(recorded_source(os.getpid()) or "")
