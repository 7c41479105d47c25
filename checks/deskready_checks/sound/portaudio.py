"""PortAudio through sounddevice, which has no types: the few calls that the sound checks need."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from deskready.plugin import clean

LATENCY_SECONDS = 0.2
"""Buffer asked for: one callback every 50 ms. PortAudio's "high" gives bursts, and loses frames under load."""
WASAPI = "Windows WASAPI"
"""The host API to prefer where it exists: the others on Windows resample and cut names at 31 characters."""
NOTHING = -1
"""PortAudio's index for "no device"."""

OnFrames = Callable[[NDArray[np.float32], bool], None]
"""Takes the frames of one callback, and whether some were lost before them. Called in PortAudio's own thread."""


class LibraryMissingError(Exception):
    """PortAudio is not installed or cannot be loaded."""


class SoundSystemError(Exception):
    """PortAudio refused.

    Attributes:
        code: PortAudio's PaErrorCode, or 0 where it gave none.
    """

    INVALID_RATE = -9997
    """The device cannot have this sampling rate."""
    BUSY = -9985
    """Another program holds the device."""

    def __init__(self, message: str, code: int) -> None:
        super().__init__(clean(message))
        self.code = code


@dataclass(frozen=True)
class Input:
    """A device that sound can be recorded from."""

    index: int
    """PortAudio's number for it."""
    name: str
    """Its name, made harmless."""
    host: str
    """The host API that it is listed under."""
    rate: int
    """Its default sampling rate in Hz."""


class Stream:
    """A recording that is open.

    Args:
        raw: sounddevice's stream.
        error: sounddevice's exception.
    """

    words = ""
    """What it said when it ended: PortAudio says nothing that could be kept."""

    def __init__(self, raw: Any, error: type[Exception]) -> None:
        self._raw = raw
        self._error = error

    def start(self) -> None:
        """Begins to deliver frames.

        Raises:
            SoundSystemError: It cannot be started.
        """
        try:
            self._raw.start()
        except self._error as error:
            raise _refusal(error) from error

    def close(self) -> None:
        """Ends it. Blocks while the sound server hangs."""
        self._raw.close()


class PortAudio:
    """The sound library, started. Its list of devices is that of this moment.

    Raises:
        LibraryMissingError: There is no PortAudio.
    """

    def __init__(self) -> None:
        try:
            import sounddevice
        except OSError as error:
            raise LibraryMissingError(clean(str(error))) from error
        self._library: Any = sounddevice

    def restart(self) -> None:
        """Looks anew at which devices there are: the list is that of the library's start. It ends every stream."""
        self._library._terminate()  # noqa: SLF001 - the only way that sounddevice has
        self._library._initialize()  # noqa: SLF001

    def inputs(self) -> tuple[Input, ...]:
        """Every device that records, those of the preferred host API first."""
        hosts = [str(host["name"]) for host in self._library.query_hostapis()]
        found = [
            Input(int(device["index"]), clean(device["name"]), hosts[device["hostapi"]], _rate(device))
            for device in self._library.query_devices()
            if device["max_input_channels"] > 0
        ]
        return tuple(sorted(found, key=lambda device: device.host != WASAPI))

    def default_index(self) -> int:
        """The index of the system's default input, or `NOTHING`."""
        for host in self._library.query_hostapis():
            if host["name"] == WASAPI and host["default_input_device"] != NOTHING:
                return int(host["default_input_device"])
        try:
            return int(self._library.query_devices(kind="input")["index"])
        except self._library.PortAudioError:
            return NOTHING

    def open(self, device: Input, rate: int, on_frames: OnFrames, on_end: Callable[[], None]) -> Stream:
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

        settings = self._library.WasapiSettings(auto_convert=True) if device.host == WASAPI else None
        try:
            raw = self._library.InputStream(
                samplerate=rate, device=device.index, channels=1, dtype="float32", latency=LATENCY_SECONDS,
                callback=deliver, finished_callback=on_end, extra_settings=settings,
            )  # fmt: skip
        except (self._library.PortAudioError, ValueError) as error:
            raise _refusal(error) from error
        return Stream(raw, self._library.PortAudioError)


def _refusal(error: Exception) -> SoundSystemError:
    code = error.args[1] if len(error.args) > 1 and isinstance(error.args[1], int) else 0
    return SoundSystemError(str(error), code)


def _rate(device: Any) -> int:
    rate: float = device["default_samplerate"]
    return round(rate)
