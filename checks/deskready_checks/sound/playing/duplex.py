"""Playing and recording in step: what comes back of a sound, and after how many frames."""

import os
import threading
from collections.abc import Callable

import numpy as np

from deskready_checks.sound.devices.sound_library import EARS, Device, Stream
from deskready_checks.sound.listening.microphone import choose, choose_source, to_server
from deskready_checks.sound.listening.source import recorded_source
from deskready_checks.sound.listening.states import State
from deskready_checks.sound.playing.outputs import Frames, Outputs
from deskready_checks.sound.playing.playback import RATE, Player, Sound, Track
from deskready_checks.sound.playing.states import PlaybackState

OnBoth = Callable[[Frames, Frames], None]
"""Takes the frames that were heard, and fills those that are to be played. Called in PortAudio's own thread."""


class Duplex(Outputs):
    """The sound library, started, for both at once."""

    def open_both(
        self, device: Device, microphone: Device, rate: int, on_both: OnBoth, on_end: Callable[[], None]
    ) -> Stream:
        """A stream that plays on `device` and records one channel from `microphone` in step, not yet started.

        Raises:
            SoundSystemError: The two cannot be opened together.
        """

        def deliver(heard: Frames, frames: Frames, _count: int, _time: object, _status: object) -> None:
            on_both(heard, frames)

        how = {
            "device": (microphone.index, device.index),
            "channels": (1, EARS),
            "extra_settings": (self._settings(microphone), self._settings(device)),
        }
        return self._opened(self._library.Stream, on_end, how | {"samplerate": rate, "callback": deliver})


class ListeningTrack(Track):
    """A sound on its way out, and what is heard meanwhile: only in this process's memory.

    Args:
        sound: What to play.

    Attributes:
        heard: One channel, as long as the sound and in step with it.
    """

    def __init__(self, sound: Sound) -> None:
        super().__init__(sound)
        self.heard = np.zeros(len(sound), np.float32)

    def play_and_hear(self, heard: Frames, frames: Frames) -> None:
        """Keeps the newest frames that were heard, and fills the next ones. Called in PortAudio's thread."""
        place = self.heard[self.position : self.position + len(heard)]
        place[:] = heard[: len(place), 0]
        self.play(frames)

    def erase(self) -> None:
        """Forgets what was heard."""
        self.heard.fill(0)


class ListeningPlayer(Player[ListeningTrack]):
    """A player that listens while it plays.

    Args:
        output: The output's name or a part of it; "" takes the system's default.
        microphone: The microphone's name or a part of it; "" takes the system's default.

    Raises:
        Unavailable: There is no library or no such device.

    Attributes:
        microphone: The microphone.
        heard_by: The name that the system's sound settings show for it, once it has been heard; personal.
    """

    refused = PlaybackState.NOT_TOGETHER

    def __init__(self, output: str = "", microphone: str = "") -> None:
        self._wanted = microphone
        self.microphone: Device
        self.heard_by = ""
        super().__init__(output)

    def _start_library(self) -> Duplex:
        self._both = Duplex()
        inputs, default = self._both.inputs(), self._both.default_index()
        source = choose_source(self._wanted)
        self.microphone = to_server(inputs, default) if source else choose(inputs, default, self._wanted)
        return self._both

    def _open(self, track: ListeningTrack, ended: threading.Event) -> Stream:
        stream = super()._open(track, ended)
        source = recorded_source(os.getpid())
        if source is not None and source.is_monitor:  # what is played, itself: an echo without loss
            stream.close()
            raise State.NO_DEVICE.unavailable(f"The sound server has only {source.name}.")  # no words: for the log
        self.heard_by = (source.title or source.name) if source else self.microphone.name
        return stream

    def _stream(self, track: ListeningTrack, ended: threading.Event) -> Stream:
        return self._both.open_both(self.output, self.microphone, RATE, track.play_and_hear, ended.set)
