"""Every sound device of this computer: one typed function, whatever the system."""

from collections.abc import Callable

from deskready_checks.sound.devices import linux, macos, windows
from deskready_checks.sound.devices.endpoint import Devices, Endpoint
from deskready_checks.sound.devices.sound_library import Device, LibraryMissingError, SoundLibrary
from deskready_checks.system.here import here


def read_devices() -> Devices | None:
    """What the system says of its devices, else what PortAudio lists, which knows names only. No stream is opened.

    None where nobody lists any.

    Raises:
        LibraryMissingError: The system says nothing, and PortAudio is missing.
    """
    ask: Callable[[], Devices | None] = here(
        linux=lambda: linux.read_devices() or _listed(),
        macos=lambda: macos.read_devices() or _listed(),
        windows=lambda: _with_windows(_listed()),
    )
    return ask()


def lacks_microphone() -> bool:
    """Whether all that lists devices agrees that there is no microphone."""
    try:
        devices = read_devices()
    except LibraryMissingError:  # the programs that record in its place may still find one
        return False
    return devices is None or not devices.inputs


def lacks_output() -> bool:
    """Whether all that lists devices agrees that there is nothing to hear from."""
    try:
        devices = read_devices()
    except LibraryMissingError:  # which the player tells, with what to install
        return False
    return devices is None or not devices.outputs


def _listed() -> Devices | None:
    """The devices that PortAudio lists, or None where it lists none."""
    library = SoundLibrary()
    inputs = _endpoints(library.inputs(), library.default_index())
    outputs = _endpoints(library.outputs(), library.default_output_index())
    return Devices(inputs, outputs, "PortAudio") if inputs or outputs else None


def _endpoints(devices: tuple[Device, ...], default: int) -> tuple[Endpoint, ...]:
    return tuple(Endpoint(device.name, default=device.index == default, rate=device.rate) for device in devices)


def _with_windows(listed: Devices | None) -> Devices | None:
    """What the registry knows of the devices whose defaults PortAudio told."""
    names = [
        next((endpoint.name for endpoint in endpoints if endpoint.default), "")
        for endpoints in ((listed.inputs, listed.outputs) if listed else ((), ()))
    ]
    return windows.read_devices(*names) or listed
