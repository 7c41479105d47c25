"""Every sound device of this computer: one typed function, whatever the system."""

import sys

from deskready_checks.sound.devices.endpoint import Devices, Endpoint
from deskready_checks.sound.devices.sound_library import Device, LibraryMissingError, SoundLibrary


def read_devices() -> Devices | None:
    """What the system says of its devices, else what PortAudio lists, which knows names only. No stream is opened.

    None where nobody lists any.

    Raises:
        LibraryMissingError: The system says nothing, and PortAudio is missing.
    """
    if sys.platform == "linux":
        from deskready_checks.sound.devices.linux import read_devices as ask_linux

        return ask_linux() or listed_by_portaudio(SoundLibrary())
    if sys.platform == "darwin":
        from deskready_checks.sound.devices.macos import read_devices as ask_mac

        return ask_mac() or listed_by_portaudio(SoundLibrary())
    return _with_windows(listed_by_portaudio(SoundLibrary()))


def lacks_microphone() -> bool:
    """Whether all that lists devices agrees that there is no microphone."""
    try:
        devices = read_devices()
    except LibraryMissingError:  # the programs that record in its place may still find one
        return False
    return devices is None or not devices.inputs


def listed_by_portaudio(library: SoundLibrary) -> Devices | None:
    """The devices that PortAudio lists, or None where it lists none."""
    inputs = _endpoints(library.inputs(), library.default_index())
    outputs = _endpoints(library.outputs(), library.default_output_index())
    return Devices(inputs, outputs, "PortAudio") if inputs or outputs else None


def _endpoints(devices: tuple[Device, ...], default: int) -> tuple[Endpoint, ...]:
    return tuple(Endpoint(device.name, default=device.index == default, rate=device.rate) for device in devices)


def _with_windows(listed: Devices | None) -> Devices | None:
    """What the registry knows of the devices whose defaults PortAudio told."""
    from deskready_checks.sound.devices.windows import read_devices as ask_windows

    names = [
        next((endpoint.name for endpoint in endpoints if endpoint.default), "")
        for endpoints in ((listed.inputs, listed.outputs) if listed else ((), ()))
    ]
    return ask_windows(*names) or listed
