"""Playing through PortAudio."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from deskready_checks.sound.devices.sound_library import EARS, Device, SoundLibrary, Stream

Frames = NDArray[np.float32]
"""Samples, one row a frame and one column a channel."""
OnPlay = Callable[[Frames], None]
"""Fills the frames that are to be played. Called in PortAudio's own thread."""


class Outputs(SoundLibrary):
    """The sound library, started, for playing."""

    def open_output(self, device: Device, rate: int, on_play: OnPlay, on_end: Callable[[], None]) -> Stream:
        """A stream to `device`, not yet started; `on_end` is called when it ends, for whatever reason.

        Raises:
            SoundSystemError: The device cannot be opened.
        """

        def deliver(frames: Frames, _count: int, _time: object, _status: object) -> None:
            on_play(frames)

        how = {"device": device.index, "channels": EARS, "extra_settings": self._settings(device)}
        return self._opened(self._library.OutputStream, on_end, how | {"samplerate": rate, "callback": deliver})
