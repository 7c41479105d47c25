"""A recording that goes on: from a microphone through a ring to whoever reads it, watched for stalls."""

import contextlib
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray

from deskready_checks.sound.devices.one_thread import OneThread
from deskready_checks.sound.devices.sound_library import SoundSystemError
from deskready_checks.sound.listening.input_gain import input_gain
from deskready_checks.sound.listening.microphone import Microphone, open_microphone, refusal
from deskready_checks.sound.listening.ring import Ring
from deskready_checks.sound.listening.source import Source, recorded_source
from deskready_checks.sound.listening.states import State

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
        device: The microphone, by the name that sound settings show where that is known.
        rate: Its sampling rate in Hz.
        identity: What it is, for comparing with another time: the sound server's name and socket, else its name.
        source: The sound server's name of it, or "" where there is no server or no telling.
        gain: Its input volume as the system tells it, or "".
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
                raise State.DIED.unavailable(self._stream.words)
            elif (idle := idle + 1) >= patience:
                raise state.unavailable()
            yield block

    def verify(self) -> None:
        """Makes sure that it was one microphone all the time, at one input volume.

        Raises:
            Unavailable: The sound server switched to another, or something moved the volume.
        """
        source = recorded_source(self._pid)
        if source is None or not self.source:
            return
        if source.identity != self.identity:
            raise State.SWITCHED.unavailable(f"From {self.identity} to {source.identity}.")
        if source.gain != self.gain:
            raise State.GAIN_MOVED.unavailable(f"From {self.gain} to {source.gain}.")

    def reopen(self) -> None:
        """Opens the same microphone anew; what was heard is forgotten.

        Raises:
            Unavailable: It does not close or open, or it is another one or its input volume another.
        """
        listed, source, identity, gain = self._listed, self.source, self.identity, self.gain
        try:
            self._thread.call(RELEASE_SECONDS, self._stream.close)
        except TimeoutError as error:
            raise State.NOT_ANSWERING.unavailable() from error
        self._ring.erase()
        time.sleep(REST_SECONDS)
        self._begin(again=True)
        told = bool(source and self.source)
        if listed != self._listed or (told and identity != self.identity):
            raise State.SWITCHED.unavailable(f"From {listed} {identity} to {self._listed} {self.identity}.")
        if told and gain != self.gain:
            raise State.GAIN_MOVED.unavailable(f"From {gain} to {self.gain}.")

    def _begin(self, *, again: bool = False) -> None:
        """Opens and starts the microphone, and notes what it is."""
        self._ended = threading.Event()
        try:
            microphone = self._thread.call(OPEN_SECONDS, lambda: self._open(again=again))
        except TimeoutError as error:
            raise State.NOT_ANSWERING.unavailable() from error
        self.rate = microphone.rate
        self._stream = microphone.stream
        self._pid, self._listed = microphone.pid, microphone.device.name
        source = recorded_source(self._pid)
        self.source = source.name if source else ""
        name = (source.title or source.name) if source else microphone.device.name
        self.device = replace(microphone.device, name=name)
        self.identity = source.identity if source else name
        self.gain = input_gain(source, default=not self._name)
        if source is not None:
            self._refuse_another(source, microphone.wanted)

    def _refuse_another(self, source: Source, wanted: str) -> None:
        """Raises Unavailable where the server records from something else than a microphone, or than the one chosen."""
        if source.is_monitor:
            self._close()
            raise State.NO_DEVICE.unavailable(f"The sound server has only {source.name}.")  # no words: for the log
        if wanted and source.name != wanted:
            self._close()
            detail = f"The sound server gives {source.name} instead of {wanted}."  # no words: for the log
            raise State.UNKNOWN_DEVICE.unavailable(detail)

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
