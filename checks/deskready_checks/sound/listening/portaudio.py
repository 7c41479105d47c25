"""Recording through PortAudio."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from deskready_checks.sound.devices.sound_library import Device, SoundLibrary, Stream

OnFrames = Callable[[NDArray[np.float32], bool], None]
"""Takes the frames of one callback, and whether some were lost before them. Called in PortAudio's own thread."""


class PortAudio(SoundLibrary):
    """The sound library, started, for recording."""

    def open(self, device: Device, rate: int, on_frames: OnFrames, on_end: Callable[[], None]) -> Stream:
        """A stream of one channel from `device`, not yet started.

        Args:
            device: What to record from.
            rate: Sampling rate in Hz.
            on_frames: Takes the frames; must be quick.
            on_end: Called when the stream ends, for whatever reason.

        Raises:
            SoundSystemError: The device cannot be opened.
        """

        def deliver(frames: NDArray[np.float32], _count: int, _time: object, status: Any) -> None:
            on_frames(frames[:, 0], bool(status.input_overflow))

        how = {"device": device.index, "channels": 1, "extra_settings": self._settings(device)}
        how |= {"samplerate": rate, "callback": deliver}
        return self._opened(self._library.InputStream, on_end, how)
