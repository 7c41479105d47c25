"""Playing a prepared sound, watched for stalls."""

import contextlib
import threading
from collections.abc import Callable
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from deskready.plugin import Unavailable, text
from deskready_checks.sound.devices.find import find_named
from deskready_checks.sound.devices.install_hint import portaudio_hint
from deskready_checks.sound.devices.one_thread import OneThread
from deskready_checks.sound.devices.sound_library import Device, LibraryMissingError, SoundSystemError, Stream
from deskready_checks.sound.playing.outputs import Frames, Outputs
from deskready_checks.sound.playing.sink import SERVER_OUTPUTS, choose_sink
from deskready_checks.sound.playing.states import PlaybackState

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
_NO_LIBRARY = text(
    "sound.playing.no-library", "The PortAudio library, through which this check plays, is missing on this system."
)

Sound = NDArray[np.float32]
"""Frames to play: one row a frame, left and right a column."""
Result = TypeVar("Result")
Played = TypeVar("Played", bound="Track")


class Track:
    """A sound on its way out.

    Args:
        sound: What to play.
    """

    def __init__(self, sound: Sound) -> None:
        self._sound = sound
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


class Player(Generic[Played]):
    """The sound library and one output, in a thread of their own.

    Args:
        output: The output's name or a part of it; "" takes the system's default.

    Raises:
        Unavailable: There is no library or no such device.

    Attributes:
        output: The output.
        title: The name that the system's sound settings show for it; personal.
        refused: The state that a refusal to open means.
    """

    refused = PlaybackState.REFUSED

    def __init__(self, output: str = "") -> None:
        self._thread = OneThread()
        self.output: Device
        self.title = ""
        self._call(lambda: self._choose(output))

    def play(self, track: Played) -> None:
        """Plays a sound to its end.

        Raises:
            Unavailable: The device does not open, or stops.
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

    def _choose(self, output: str) -> None:
        try:
            self._library = self._start_library()
        except LibraryMissingError as error:
            raise Unavailable(_NO_LIBRARY, remedy=portaudio_hint(), detail=str(error)) from error
        sink = choose_sink(output)
        outputs, default = self._library.outputs(), self._library.default_output_index()
        served = [device for name in SERVER_OUTPUTS for device in outputs if device.name == name]
        chosen = served[0] if sink and output and served else choose_output(outputs, default, output)
        self.output = chosen
        self.title = sink.title if sink and chosen.name in SERVER_OUTPUTS else chosen.name

    def _start_library(self) -> Outputs:
        return Outputs()

    def _open(self, track: Played, ended: threading.Event) -> Stream:
        """Opens and starts the device; made in the thread that the sound library is bound to."""
        try:
            stream = self._stream(track, ended)
            stream.start()
        except SoundSystemError as error:
            state = PlaybackState.BUSY if error.code == SoundSystemError.BUSY else self.refused
            raise state.unavailable(str(error)) from error
        return stream

    def _stream(self, track: Played, ended: threading.Event) -> Stream:
        return self._library.open_output(self.output, RATE, track.play, ended.set)


def choose_output(outputs: tuple[Device, ...], default_index: int, name: str) -> Device:
    """The output of exactly that name, else the first whose name holds it, capitals or not; "" is the default.

    Raises:
        Unavailable: There is none, or none of that name; the detail names those there are.
    """
    if not outputs:
        raise PlaybackState.NO_OUTPUT.unavailable()
    if not name:
        return next((device for device in outputs if device.index == default_index), outputs[0])
    found = find_named(outputs, name, lambda device: (device.name,))
    if found is not None:
        return found
    names = ", ".join(dict.fromkeys(device.name for device in outputs))
    detail = f"Nothing that plays is called {name!r}. There are: {names}"  # no words: for the log
    raise PlaybackState.UNKNOWN_OUTPUT.unavailable(detail)


def both_ears(sound: NDArray[np.float64], left: float = 1.0, right: float = 1.0) -> Sound:
    """A sound of one channel, for two ears with a gain each."""
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
