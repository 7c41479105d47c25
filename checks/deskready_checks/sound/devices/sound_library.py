"""PortAudio through sounddevice, which has no types: its devices, and what all streams have in common.

Nothing here records; who only lists or plays needs nobody's permission.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from deskready.plugin import clean

LATENCY_SECONDS = 0.2
"""Buffer asked for: one callback every 50 ms. PortAudio's "high" gives bursts, and loses frames under load."""
WASAPI = "Windows WASAPI"  # no words: a product
"""The host API to prefer where it exists: the others on Windows resample and cut names at 31 characters."""
EARS = 2
"""Channels that are played: left and right."""
NOTHING = -1
"""PortAudio's index for "no device"."""


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
class Device:
    """A device that sound can be recorded from or played on."""

    index: int
    """PortAudio's number for it."""
    name: str
    """Its name, made harmless."""
    host: str
    """The host API that it is listed under."""
    rate: int
    """Its default sampling rate in Hz."""


class Stream:
    """A recording or a playback that is open.

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
        """Begins to deliver or to fetch frames.

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


class SoundLibrary:
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

    def inputs(self) -> tuple[Device, ...]:
        """Every device that records, those of the preferred host API first."""
        return self._listed("input", 1)

    def outputs(self) -> tuple[Device, ...]:
        """Every device that plays for two ears, those of the preferred host API first."""
        return self._listed("output", EARS)

    def default_index(self) -> int:
        """The index of the system's default input, or `NOTHING`."""
        return self._default("input")

    def default_output_index(self) -> int:
        """The index of the system's default output, or `NOTHING`."""
        return self._default("output")

    def _listed(self, direction: str, channels: int) -> tuple[Device, ...]:
        """Every device with so many channels."""
        hosts = [str(host["name"]) for host in self._library.query_hostapis()]
        found = [
            Device(int(device["index"]), clean(device["name"]), hosts[device["hostapi"]], _rate(device))
            for device in self._library.query_devices()
            if device[f"max_{direction}_channels"] >= channels
        ]
        return tuple(sorted(found, key=lambda device: device.host != WASAPI))

    def _default(self, direction: str) -> int:
        for host in self._library.query_hostapis():
            if host["name"] == WASAPI and host[f"default_{direction}_device"] != NOTHING:
                return int(host[f"default_{direction}_device"])
        try:
            return int(self._library.query_devices(kind=direction)["index"])
        except self._library.PortAudioError:
            return NOTHING

    def _settings(self, device: Device) -> Any:
        """What a host API wants to be told besides; None for most."""
        return self._library.WasapiSettings(auto_convert=True) if device.host == WASAPI else None

    def _opened(self, kind: Any, on_end: Callable[[], None], how: Mapping[str, Any]) -> Stream:
        """A stream of that kind of sounddevice's, not yet started.

        Raises:
            SoundSystemError: The devices cannot be opened.
        """
        try:
            raw = kind(dtype="float32", latency=LATENCY_SECONDS, finished_callback=on_end, **how)
        except (self._library.PortAudioError, ValueError) as error:
            raise _refusal(error) from error
        return Stream(raw, self._library.PortAudioError)


def _refusal(error: Exception) -> SoundSystemError:
    code = error.args[1] if len(error.args) > 1 and isinstance(error.args[1], int) else 0
    return SoundSystemError(str(error), code)


def _rate(device: Any) -> int:
    rate: float = device["default_samplerate"]
    return round(rate)
