"""Measures the headset: reads the system's list of devices, and tells what those in use are."""

from collections.abc import Iterator

from deskready.plugin import (
    Context,
    Gap,
    Measurement,
    Metric,
    Name,
    Privacy,
    Text,
    Unavailable,
    Value,
    message,
    row,
    text,
)
from deskready_checks.sound.causes import NO_DEVICE
from deskready_checks.sound.devices.endpoint import Bus, Devices, Endpoint, choose
from deskready_checks.sound.devices.install_hint import portaudio_hint
from deskready_checks.sound.devices.listing import read_devices
from deskready_checks.sound.devices.options import DEVICE
from deskready_checks.sound.devices.sound_library import LibraryMissingError
from deskready_checks.sound.headset import metrics
from deskready_checks.sound.headset.finding import bluetooth_mode, same_headset, summary
from deskready_checks.sound.headset.kind import WORD, Kind, kind_of
from deskready_checks.sound.headset.metrics import PLUG_IN

_UNTOLD = text("sound.headset.untold", "This system does not tell.")
_RUNS = message("sound.headset.runs", "as {system} runs it")
_NONE = text("sound.headset.none", "None is chosen.")
_NOT_IN_USE = text(
    "sound.headset.not-in-use", "No microphone and no loudspeaker are in use, or this program may not see them."
)
_UNKNOWN = text("sound.headset.unknown", "Neither the system nor the device's name tells what it is.")
_LOOK = text("sound.headset.look", "Look at the name of the device below.")
_UNLISTED = text(
    "sound.headset.unlisted",
    "Neither this system nor the PortAudio library, which is missing, lists a sound device.",
)
_WITH_NUMBER = message("sound.bus.with-number", "{bus} {number}")
_BUS = {
    Bus.USB: WORD[Kind.USB],
    Bus.BLUETOOTH: WORD[Kind.BLUETOOTH],
    Bus.INTERNAL: text("sound.bus.internal", "internal"),
    Bus.DISPLAY: text("sound.bus.display", "display"),
    Bus.SOFTWARE: WORD[Kind.SOFTWARE],
    Bus.UNKNOWN: text("sound.bus.unknown", "unknown"),
}


def measure(context: Context) -> Iterator[Measurement | Gap]:
    """Reads the system's list of devices.

    Raises:
        Unavailable: Nothing is in use, or nobody lists any device.
    """
    devices = _devices()
    microphone = choose(devices.inputs, DEVICE.of(context.options))
    loudspeaker = choose(devices.outputs, metrics.OUTPUT.of(context.options))
    if microphone is None and loudspeaker is None:
        raise Unavailable(_NOT_IN_USE, remedy=PLUG_IN, detail=_names(devices), cause=NO_DEVICE)
    yield from _found(microphone, loudspeaker, Name(devices.told_by, Privacy.PUBLIC))


def _found(microphone: Endpoint | None, loudspeaker: Endpoint | None, system: Name) -> Iterator[Measurement | Gap]:
    told_by = row(system)
    yield metrics.SUMMARY.measured(summary(microphone, loudspeaker), method=told_by)
    yield _kind(metrics.KIND, microphone, told_by)
    yield _kind(metrics.OUTPUT_KIND, loudspeaker, told_by)
    one = same_headset(microphone, loudspeaker) if microphone and loudspeaker else False
    yield _told(metrics.SAME, one, told_by)
    yield _told(metrics.BLUETOOTH, bluetooth_mode(microphone, loudspeaker), told_by)
    rate = microphone.rate if microphone else 0
    yield _told(metrics.RATE, rate or None, _RUNS(system=system))
    yield _name(metrics.MICROPHONE, microphone, system)
    yield _name(metrics.LOUDSPEAKER, loudspeaker, system)


def _told(metric: Metric, value: Value | Text | None, method: Text) -> Measurement | Gap:
    """A value, or None where the system does not tell."""
    return metric.unavailable(_UNTOLD) if value is None else metric.measured(value, method=method)


def _kind(metric: Metric, endpoint: Endpoint | None, told_by: Text) -> Measurement | Gap:
    if endpoint is None:
        return metric.unavailable(_NONE, remedy=PLUG_IN)
    kind = kind_of(endpoint)
    if kind is None:
        return metric.unavailable(_UNKNOWN, remedy=_LOOK)
    return metric.measured(WORD[kind], method=told_by)


def _name(metric: Metric, endpoint: Endpoint | None, system: Name) -> Measurement | Gap:
    if endpoint is None:
        return metric.unavailable(_NONE, remedy=PLUG_IN)
    bus = _BUS[endpoint.bus]
    if endpoint.usb:
        bus = _WITH_NUMBER(bus=bus, number=Name(endpoint.usb, Privacy.PUBLIC))
    return metric.measured(endpoint.name, method=row(system, bus))


def _devices() -> Devices:
    """Every device of this computer.

    Raises:
        Unavailable: Nobody lists any.
    """
    try:
        devices = read_devices()
    except LibraryMissingError as error:
        raise Unavailable(_UNLISTED, remedy=portaudio_hint(), detail=str(error)) from error
    if devices is None:
        raise Unavailable(NO_DEVICE.title, remedy=PLUG_IN, cause=NO_DEVICE)
    return devices


def _names(devices: Devices) -> str:
    """The names of all devices, for the log."""
    names = dict.fromkeys(endpoint.name for endpoint in (*devices.inputs, *devices.outputs))
    return f"There are: {', '.join(names) or 'none'}"  # no words: for the log
