"""PortAudio's devices that play, through sounddevice: the few calls that the speaker checks need."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from deskready.plugin import clean
from deskready_checks.sound.portaudio import (
    LATENCY_SECONDS,
    NOTHING,
    WASAPI,
    Input,
    PortAudio,
    SoundSystemError,
    Stream,
)

EARS = 2
"""Channels that are played: left and right."""

Frames = NDArray[np.float32]
"""Samples, one row a frame and one column a channel."""
OnPlay = Callable[[Frames], None]
"""Fills the frames that are to be played. Called in PortAudio's own thread."""
OnBoth = Callable[[Frames, Frames], None]
"""Takes the frames that were heard, and fills those that are to be played. Called in PortAudio's own thread."""


@dataclass(frozen=True)
class Output:
    """A device that sound can be played on."""

    index: int
    """PortAudio's number for it."""
    name: str
    """Its name, made harmless."""
    host: str
    """The host API that it is listed under."""
    rate: int
    """Its default sampling rate in Hz."""


class Outputs(PortAudio):
    """The sound library, started, with the devices that play."""

    def outputs(self) -> tuple[Output, ...]:
        """Every device that plays in two channels or more, those of the preferred host API first."""
        hosts = [str(host["name"]) for host in self._library.query_hostapis()]
        found = [
            Output(
                index=int(device["index"]),
                name=clean(device["name"]),
                host=hosts[device["hostapi"]],
                rate=round(device["default_samplerate"]),
            )
            for device in self._library.query_devices()
            if device["max_output_channels"] >= EARS
        ]
        return tuple(sorted(found, key=lambda device: device.host != WASAPI))

    def default_output_index(self) -> int:
        """The index of the system's default output, or `NOTHING`."""
        for host in self._library.query_hostapis():
            if host["name"] == WASAPI and host["default_output_device"] != NOTHING:
                return int(host["default_output_device"])
        try:
            return int(self._library.query_devices(kind="output")["index"])
        except self._library.PortAudioError:
            return NOTHING

    def open_output(self, device: Output, rate: int, on_play: OnPlay, on_end: Callable[[], None]) -> Stream:
        """A stream to `device`, not yet started; `on_end` is called when it ends, for whatever reason.

        Raises:
            SoundSystemError: The device cannot be opened.
        """

        def deliver(frames: Frames, _count: int, _time: object, _status: object) -> None:
            on_play(frames)

        how = {"device": device.index, "channels": EARS, "extra_settings": self._settings(device)}
        return self._opened(self._library.OutputStream, rate, deliver, on_end, how)

    def open_both(
        self, device: Output, microphone: Input, rate: int, on_both: OnBoth, on_end: Callable[[], None]
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
        return self._opened(self._library.Stream, rate, deliver, on_end, how)

    def _settings(self, device: Input | Output) -> Any:
        return self._library.WasapiSettings(auto_convert=True) if device.host == WASAPI else None

    def _opened(
        self, kind: Any, rate: int, deliver: Callable[..., None], on_end: Callable[[], None], how: dict[str, Any]
    ) -> Stream:
        try:
            raw = kind(
                samplerate=rate, dtype="float32", latency=LATENCY_SECONDS,
                callback=deliver, finished_callback=on_end, **how,
            )  # fmt: skip
        except (self._library.PortAudioError, ValueError) as error:
            code = error.args[1] if len(error.args) > 1 and isinstance(error.args[1], int) else 0
            raise SoundSystemError(str(error), code) from error
        return Stream(raw, self._library.PortAudioError)
