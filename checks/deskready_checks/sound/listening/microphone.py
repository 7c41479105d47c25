"""The choice of a microphone, and opening it at a sampling rate that can be weighted."""

import os
from collections.abc import Callable
from dataclasses import dataclass

from deskready.plugin import Unavailable, text
from deskready_checks.sound.analysis.weighting import a_weighting_table
from deskready_checks.sound.devices.find import find_named
from deskready_checks.sound.devices.install_hint import portaudio_hint
from deskready_checks.sound.devices.sound_library import NOTHING, Device, LibraryMissingError, SoundSystemError, Stream
from deskready_checks.sound.listening.portaudio import OnFrames, PortAudio
from deskready_checks.sound.listening.programs import NoRecorderError, open_recorder
from deskready_checks.sound.listening.recorder import RATE, Recorder
from deskready_checks.sound.listening.source import Source, find_source, list_sources
from deskready_checks.sound.listening.states import State

FALLBACK_RATE = 48_000
"""Sampling rate in Hz to ask for where the device's own has no A-weighting or is refused."""
SOURCE_VARIABLES = ("PULSE_SOURCE", "PIPEWIRE_NODE")
"""What PulseAudio's and PipeWire's own plug-ins of ALSA look at for the source to record from."""
SERVER_INPUTS = ("pulse", "pipewire")
"""Names of the inputs behind which those plug-ins are; "default" usually is one of them, but need not be."""
_NO_LIBRARY = text(
    "sound.microphone.no-library",
    "The PortAudio library, through which this check listens, is missing on this system.",
)


@dataclass(frozen=True)
class Microphone:
    """A microphone that is open and not yet started."""

    device: Device
    """What it is."""
    rate: int
    """Sampling rate in Hz."""
    stream: Stream | Recorder
    """Its stream."""
    pid: int
    """The process that records, as the sound server knows it."""
    wanted: str = ""
    """The sound server's name of the source that was chosen, or "" for its default."""


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
    source = choose_source(name)
    try:
        library = PortAudio()
    except LibraryMissingError as error:
        return _through_program(name, source, on_frames, on_end, str(error))
    if again:
        library.restart()
    inputs = library.inputs()
    device = to_server(inputs, library.default_index()) if source else choose(inputs, library.default_index(), name)
    for rate in usable_rates(device.rate):
        try:
            stream = library.open(device, rate, on_frames, on_end)
        except SoundSystemError as error:
            if error.code != SoundSystemError.INVALID_RATE:
                raise refusal(error).unavailable(str(error)) from error
        else:
            return Microphone(device, rate, stream, os.getpid(), source.name if source else "")
    raise State.NO_RATE.unavailable(f"{device.name}: {device.rate} Hz by default")  # no words: for the log


def choose_source(name: str) -> Source | None:
    """The sound server's source of that name, which this process's recordings come from then.

    None where the name is "", there is no server, or it has no such source.
    """
    source = find_source(list_sources(), name) if name else None
    if source is not None:
        os.environ.update(dict.fromkeys(SOURCE_VARIABLES, source.name))
    return source


def _through_program(
    name: str, source: Source | None, on_frames: OnFrames, on_end: Callable[[], None], trouble: str
) -> Microphone:
    """A recording by a program of the system, where there is no PortAudio."""
    if name and source is None:
        raise State.UNKNOWN_DEVICE.unavailable(_unknown(name, []))
    try:
        program, recorder = open_recorder(source.name if source else "", on_frames, on_end)
    except NoRecorderError as error:
        raise Unavailable(_NO_LIBRARY, remedy=portaudio_hint(), detail=trouble) from error
    except SoundSystemError as error:
        state = State.BUSY if error.code == SoundSystemError.BUSY else State.NO_DEVICE
        raise state.unavailable(str(error)) from error
    device = Device(NOTHING, "default", program, RATE)
    return Microphone(device, RATE, recorder, recorder.pid, source.name if source else "")


def to_server(inputs: tuple[Device, ...], default_index: int) -> Device:
    """The input behind which the sound server is.

    Raises:
        Unavailable: There is no input.
    """
    named = (device for name in SERVER_INPUTS for device in inputs if device.name == name)
    return next(named, None) or choose(inputs, default_index, "")


def choose(inputs: tuple[Device, ...], default_index: int, name: str) -> Device:
    """The input of exactly that name, else the first whose name holds it, capitals or not; "" is the default.

    Raises:
        Unavailable: There is none, or none of that name; the detail names those there are.
    """
    if not inputs:
        raise State.NO_DEVICE.unavailable()
    if not name:
        return next((device for device in inputs if device.index == default_index), inputs[0])
    found = find_named(inputs, name, lambda device: (device.name,))
    if found is None:
        raise State.UNKNOWN_DEVICE.unavailable(_unknown(name, [device.name for device in inputs]))
    return found


def _unknown(name: str, names: list[str]) -> str:
    """Which microphones there are instead: first by the names that sound settings show."""
    titles = [source.title or source.name for source in list_sources() if not source.is_monitor]
    known = ", ".join(dict.fromkeys([*titles, *names]))
    return f"No microphone is called {name!r}. There are: {known}"  # no words: for the log


def usable_rates(default: int) -> tuple[int, ...]:
    """The sampling rates to try, in Hz, for a device whose default rate is `default`. Nothing is resampled here."""
    own = (default,) if default in a_weighting_table() else ()
    return tuple(dict.fromkeys((*own, FALLBACK_RATE)))


def refusal(error: SoundSystemError) -> State:
    """The state that PortAudio's refusal to open or start a device means."""
    return State.BUSY if error.code == SoundSystemError.BUSY else State.NOT_OPENED
