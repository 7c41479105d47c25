"""The choice of a microphone, and opening it at a sampling rate that can be weighted."""

from collections.abc import Callable
from dataclasses import dataclass

from deskready.plugin import Unavailable
from deskready_checks.sound.install_hint import portaudio_hint
from deskready_checks.sound.portaudio import Input, LibraryMissingError, OnFrames, PortAudio, SoundSystemError, Stream
from deskready_checks.sound.states import State
from deskready_checks.sound.weighting import a_weighting_table

FALLBACK_RATE = 48_000
"""Sampling rate in Hz to ask for where the device's own has no A-weighting or is refused."""


@dataclass(frozen=True)
class Microphone:
    """A microphone that is open and not yet started."""

    device: Input
    """What it is."""
    rate: int
    """Sampling rate in Hz."""
    stream: Stream
    """Its stream."""


def open_microphone(name: str, on_frames: OnFrames, on_end: Callable[[], None], *, again: bool = False) -> Microphone:
    """Starts the sound library and opens the microphone of that name, or the default where it is "".

    Args:
        name: The name, or a part of it.
        on_frames: Takes the frames; must be quick.
        on_end: Called when the stream ends, for whatever reason.
        again: Looks anew at which devices there are; every other stream must be closed.

    Raises:
        Unavailable: There is no library, no such microphone, or it does not open.
    """
    try:
        library = PortAudio()
    except LibraryMissingError as error:
        reason = "The PortAudio library, through which this check listens, is missing on this system."
        raise Unavailable(reason, remedy=portaudio_hint(), detail=str(error)) from error
    if again:
        library.restart()
    device = choose(library.inputs(), library.default_index(), name)
    for rate in usable_rates(device.rate):
        try:
            return Microphone(device, rate, library.open(device, rate, on_frames, on_end))
        except SoundSystemError as error:
            if error.code != SoundSystemError.INVALID_RATE:
                raise refusal(error).unavailable(str(error)) from error
    raise State.NO_RATE.unavailable(f"{device.name}: {device.rate} Hz by default")


def choose(inputs: tuple[Input, ...], default_index: int, name: str) -> Input:
    """The input of exactly that name, else the first whose name holds it, capitals or not; "" is the default.

    Raises:
        Unavailable: There is none, or none of that name; the detail names those there are.
    """
    if not inputs:
        raise State.NO_DEVICE.unavailable()
    if not name:
        return next((device for device in inputs if device.index == default_index), inputs[0])
    exact = (device for device in inputs if device.name == name)
    similar = (device for device in inputs if name.casefold() in device.name.casefold())
    for device in (*exact, *similar):
        return device
    names = ", ".join(dict.fromkeys(device.name for device in inputs))
    raise State.UNKNOWN_DEVICE.unavailable(f"No microphone is called {name!r}. There are: {names}")


def usable_rates(default: int) -> tuple[int, ...]:
    """The sampling rates to try, in Hz, for a device whose default rate is `default`. Nothing is resampled here."""
    own = (default,) if default in a_weighting_table() else ()
    return tuple(dict.fromkeys((*own, FALLBACK_RATE)))


def refusal(error: SoundSystemError) -> State:
    """The state that PortAudio's refusal to open or start a device means."""
    return State.BUSY if error.code == SoundSystemError.BUSY else State.NOT_OPENED
