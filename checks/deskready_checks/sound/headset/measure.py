"""Measures the headset: reads the system's list of devices, and tells what those in use are."""

from collections.abc import Iterator

from deskready.plugin import Context, Gap, Measurement, Metric, Unavailable, Value
from deskready_checks.sound.devices.endpoint import Devices, Endpoint, choose
from deskready_checks.sound.devices.install_hint import portaudio_hint
from deskready_checks.sound.devices.listing import read_devices
from deskready_checks.sound.devices.options import DEVICE
from deskready_checks.sound.devices.sound_library import LibraryMissingError
from deskready_checks.sound.headset import metrics
from deskready_checks.sound.headset.finding import bluetooth_mode, same_headset, summary
from deskready_checks.sound.headset.kind import kind_of
from deskready_checks.sound.headset.metrics import PLUG_IN

_UNTOLD = "This system does not tell."


def measure(context: Context) -> Iterator[Measurement | Gap]:
    """Reads the system's list of devices.

    Raises:
        Unavailable: Nothing is in use, or nobody lists any device.
    """
    devices = _devices()
    microphone = choose(devices.inputs, DEVICE.of(context.options))
    loudspeaker = choose(devices.outputs, metrics.OUTPUT.of(context.options))
    if microphone is None and loudspeaker is None:
        reason = "No microphone and no loudspeaker are in use, or this program may not see them."
        raise Unavailable(reason, remedy=PLUG_IN, detail=_names(devices))
    yield from _found(microphone, loudspeaker, devices.told_by)


def _found(microphone: Endpoint | None, loudspeaker: Endpoint | None, told_by: str) -> Iterator[Measurement | Gap]:
    yield metrics.SUMMARY.measured(summary(microphone, loudspeaker), method=told_by)
    yield _kind(metrics.KIND, microphone, told_by)
    yield _kind(metrics.OUTPUT_KIND, loudspeaker, told_by)
    one = same_headset(microphone, loudspeaker) if microphone and loudspeaker else False
    yield _told(metrics.SAME, one, told_by)
    yield _told(metrics.BLUETOOTH, bluetooth_mode(microphone, loudspeaker), told_by)
    rate = microphone.rate if microphone else 0
    yield _told(metrics.RATE, rate or None, f"as {told_by} runs it")
    yield _name(metrics.MICROPHONE, microphone, told_by)
    yield _name(metrics.LOUDSPEAKER, loudspeaker, told_by)


def _told(metric: Metric, value: Value | None, method: str) -> Measurement | Gap:
    """A value, or None where the system does not tell."""
    return metric.unavailable(_UNTOLD) if value is None else metric.measured(value, method=method)


def _kind(metric: Metric, endpoint: Endpoint | None, told_by: str) -> Measurement | Gap:
    if endpoint is None:
        return metric.unavailable("None is chosen.", remedy=PLUG_IN)
    kind = kind_of(endpoint)
    if kind is None:
        reason = "Neither the system nor the device's name tells what it is."
        return metric.unavailable(reason, remedy="Look at the name of the device below.")
    return metric.measured(kind.value, method=told_by)


def _name(metric: Metric, endpoint: Endpoint | None, told_by: str) -> Measurement | Gap:
    if endpoint is None:
        return metric.unavailable("None is chosen.", remedy=PLUG_IN)
    method = f"{told_by}, {endpoint.bus}" + (f" {endpoint.usb}" if endpoint.usb else "")
    return metric.measured(endpoint.name, method=method)


def _devices() -> Devices:
    """Every device of this computer.

    Raises:
        Unavailable: Nobody lists any.
    """
    try:
        devices = read_devices()
    except LibraryMissingError as error:
        reason = "Neither this system nor the PortAudio library, which is missing, lists a sound device."
        raise Unavailable(reason, remedy=portaudio_hint(), detail=str(error)) from error
    if devices is None:
        raise Unavailable("This computer has no sound device, or this program may not see it.", remedy=PLUG_IN)
    return devices


def _names(devices: Devices) -> str:
    """The names of all devices, for the log."""
    names = dict.fromkeys(endpoint.name for endpoint in (*devices.inputs, *devices.outputs))
    return f"There are: {', '.join(names) or 'none'}"
