"""Playing a prepared sound, with or without listening meanwhile, watched for stalls."""

import contextlib
import threading
from collections.abc import Callable
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from deskready.plugin import Unavailable
from deskready_checks.sound.install_hint import portaudio_hint
from deskready_checks.sound.microphone import choose
from deskready_checks.sound.one_thread import OneThread
from deskready_checks.sound.outputs import EARS, Frames, Output, Outputs
from deskready_checks.sound.playback_states import PlaybackState
from deskready_checks.sound.portaudio import Input, LibraryMissingError, SoundSystemError, Stream

RATE = 48_000
"""Sampling rate in Hz that is played at. Sound servers take it whatever the device runs at; so do Macs and WASAPI."""
OPEN_SECONDS = 8.0
"""How long the sound system may take to open a device."""
CLOSE_SECONDS = 0.5
"""How long to wait for a stream to close; a frozen sound server holds it."""
POLL_SECONDS = 0.05
"""How often is looked whether frames were fetched."""
FIRST_POLLS = 60
"""Polls before the first frame is fetched: 3 s. Bluetooth headsets take up to two to wake."""
STALL_POLLS = 20
"""Polls without a frame after the first: 1 s. Polls are counted, not time: a suspended process plays nothing."""
DRAIN_SECONDS = 0.4
"""What the buffers still hold when the last frame has been fetched: the latency asked for, twice."""

Sound = NDArray[np.float32]
"""Frames to play: one row a frame, left and right a column."""
Result = TypeVar("Result")


class Track:
    """A sound on its way out, and what is heard meanwhile.

    Args:
        sound: What to play.
        listens: Whether to keep what is heard.
    """

    def __init__(self, sound: Sound, *, listens: bool = False) -> None:
        self._sound = sound
        self.heard = np.zeros(len(sound) if listens else 0, np.float32)
        """What was heard, in step with what was played; only in this process's memory."""
        self.position = 0
        """Frames fetched so far."""

    @property
    def finished(self) -> bool:
        """Whether the last frame was fetched."""
        return self.position >= len(self._sound)

    def play(self, frames: Frames) -> None:
        """Fills the next frames, with silence after the end. Called in PortAudio's thread: it may not wait."""
        part = self._sound[self.position : self.position + len(frames)]
        frames[: len(part)] = part
        frames[len(part) :] = 0
        self.position += len(part)

    def play_and_hear(self, heard: Frames, frames: Frames) -> None:
        """Keeps the newest frames that were heard, and fills the next ones."""
        place = self.heard[self.position : self.position + len(heard)]
        place[:] = heard[: len(place), 0]
        self.play(frames)

    def erase(self) -> None:
        """Forgets what was heard."""
        self.heard.fill(0)


class Player:
    """The sound library and one output, and a microphone where it listens, in a thread of their own.

    Args:
        output: The output's name or a part of it; "" takes the system's default.
        microphone: Likewise; None listens to nothing.

    Raises:
        Unavailable: There is no library or no such device.

    Attributes:
        output: The output.
        microphone: The microphone, or None.
    """

    def __init__(self, output: str = "", microphone: str | None = None) -> None:
        self._thread = OneThread()
        self.output: Output
        self.microphone: Input | None = None
        self._call(lambda: self._choose(output, microphone))

    def play(self, track: Track) -> None:
        """Plays a sound to its end, and keeps what is heard where the track wants it.

        Raises:
            Unavailable: The devices do not open, or stop.
        """
        ended = threading.Event()
        stream = self._call(lambda: self._open(track, ended))
        try:
            _watch(track, ended)
        finally:
            with contextlib.suppress(TimeoutError):
                self._thread.call(CLOSE_SECONDS, stream.close)

    def close(self) -> None:
        """Lets the thread go."""
        self._thread.end()

    def _call(self, function: Callable[[], Result]) -> Result:
        try:
            return self._thread.call(OPEN_SECONDS, function)
        except TimeoutError as error:
            raise PlaybackState.NOT_ANSWERING.unavailable() from error

    def _choose(self, output: str, microphone: str | None) -> None:
        try:
            self._library = Outputs()
        except LibraryMissingError as error:
            reason = "The PortAudio library, through which this check plays, is missing on this system."
            raise Unavailable(reason, remedy=portaudio_hint(), detail=str(error)) from error
        self.output = choose_output(self._library.outputs(), self._library.default_output_index(), output)
        if microphone is not None:
            self.microphone = choose(self._library.inputs(), self._library.default_index(), microphone)

    def _open(self, track: Track, ended: threading.Event) -> Stream:
        """Opens and starts the devices; made in the thread that the sound library is bound to."""
        refused = PlaybackState.REFUSED if self.microphone is None else PlaybackState.NOT_TOGETHER
        try:
            if self.microphone is None:
                stream = self._library.open_output(self.output, RATE, track.play, ended.set)
            else:
                stream = self._library.open_both(self.output, self.microphone, RATE, track.play_and_hear, ended.set)
            stream.start()
        except SoundSystemError as error:
            state = PlaybackState.BUSY if error.code == SoundSystemError.BUSY else refused
            raise state.unavailable(str(error)) from error
        return stream


def choose_output(outputs: tuple[Output, ...], default_index: int, name: str) -> Output:
    """The output of exactly that name, else the first whose name holds it, capitals or not; "" is the default.

    Raises:
        Unavailable: There is none, or none of that name; the detail names those there are.
    """
    if not outputs:
        raise PlaybackState.NO_OUTPUT.unavailable()
    if not name:
        return next((device for device in outputs if device.index == default_index), outputs[0])
    exact = (device for device in outputs if device.name == name)
    similar = (device for device in outputs if name.casefold() in device.name.casefold())
    for device in (*exact, *similar):
        return device
    names = ", ".join(dict.fromkeys(device.name for device in outputs))
    raise PlaybackState.UNKNOWN_OUTPUT.unavailable(f"Nothing that plays is called {name!r}. There are: {names}")


def both_ears(sound: NDArray[np.float64], left: float = 1.0, right: float = 1.0) -> Sound:
    """A sound of one channel, for two ears with a gain each."""
    assert EARS == 2
    return np.stack((left * sound, right * sound), axis=1).astype(np.float32)


def _watch(track: Track, ended: threading.Event) -> None:
    """Waits until the track was played.

    Raises:
        Unavailable: Nothing was fetched, or no more.
    """
    idle, patience, state, seen = 0, FIRST_POLLS, PlaybackState.NOT_PLAYED, 0
    while not track.finished:
        if ended.wait(POLL_SECONDS):
            raise PlaybackState.DIED.unavailable()
        if track.position > seen:
            idle, patience, state, seen = 0, STALL_POLLS, PlaybackState.STALLED, track.position
        elif (idle := idle + 1) >= patience:
            raise state.unavailable()
    if ended.wait(DRAIN_SECONDS):
        raise PlaybackState.DIED.unavailable()
