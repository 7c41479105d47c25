"""The sound devices of a Windows computer, as the registry keeps what its sound service knows of them."""

from collections.abc import Iterable, Mapping
from typing import Any

from deskready.plugin import clean
from deskready_checks.sound.devices.endpoint import Bus, Devices, Endpoint, Form
from deskready_checks.sound.devices.names import bus_in
from deskready_checks.system.registry import keys_in, values
from deskready_checks.system.unread import Unread

_KEY = r"SOFTWARE\Microsoft\Windows\CurrentVersion\MMDevices\Audio"
_ACTIVE = 1
"""DEVICE_STATE_ACTIVE (mmdeviceapi.h): there, and switched on."""
_ROLE = "{a45c254e-df1c-4efd-8020-67d146a850e0},2"
"""PKEY_Device_DeviceDesc: "Headset Microphone", in the language of the system."""
_ADAPTER = "{b3f8fa53-0004-438e-9003-51a46e139bfc},6"
"""PKEY_DeviceInterface_FriendlyName: "Jabra Evolve2 65"."""
_ENUMERATOR = "{a45c254e-df1c-4efd-8020-67d146a850e0},24"
"""PKEY_Device_EnumeratorName: "USB", "HDAUDIO", "BTHHFENUM"."""
_INSTANCE = "{b3f8fa53-0004-438e-9003-51a46e139bfc},2"
"""The device's instance, such as "{1}.USB\\VID_0B0E&PID_24F1&MI_00\\..."."""
_CONTAINER = "{8c7ed206-3f8a-4827-b3ab-ae9e1faefc6c},2"
"""PKEY_Device_ContainerId: one for all that sits in one housing."""
_FORM = "{1da5d803-d492-4edd-8c23-e0c0ffee7f0e},0"
"""PKEY_AudioEndpoint_FormFactor."""
_FORMAT = "{f19f064d-082c-4e27-bc73-6882a1bb8e4c},0"
"""PKEY_AudioEngine_DeviceFormat: a WAVEFORMATEX, whose nSamplesPerSec lies four bytes from its start."""
_BLOB = b"\x41\x00"
"""Begins the eight bytes that stand before a binary value (VT_BLOB); some drivers leave them out."""
_BUSES = (
    ("BTH", Bus.BLUETOOTH),
    ("USB", Bus.USB),
    ("HDAUDIO", Bus.INTERNAL),
    ("INTELAUDIO", Bus.INTERNAL),
    ("SOUNDWIRE", Bus.INTERNAL),
    ("ROOT", Bus.SOFTWARE),
    ("SWD", Bus.SOFTWARE),
)
_FORMS = {3: Form.HEADPHONES, 5: Form.HEADSET, 6: Form.HEADSET}
"""EndpointFormFactor: Headphones, Headset, Handset. "Speakers" and "Microphone" are said of nearly everything."""
_SCREENS = (8, 9)
"""EndpointFormFactor: SPDIF and DigitalAudioDisplayDevice."""


def read_devices(default_input: str, default_output: str) -> Devices | None:
    """Every device that is there, or None where the registry holds none.

    Args:
        default_input: Name of the default microphone, which the registry does not tell: "Microphone (USB Audio)".
        default_output: Name of the default loudspeaker.
    """
    inputs = parse(_values("Capture"), default_input)
    outputs = parse(_values("Render"), default_output)
    return Devices(inputs, outputs, "Windows") if inputs or outputs else None


def parse(entries: Iterable[Mapping[str, Any]], default: str) -> tuple[Endpoint, ...]:
    """The devices that are there, out of the values of each key and of its Properties, in one mapping a device."""
    return tuple(_endpoint(told, default) for told in entries if told.get("DeviceState") == _ACTIVE)


def _endpoint(told: Mapping[str, Any], default: str) -> Endpoint:
    adapter = str(told.get(_ADAPTER, ""))
    name = clean(f"{told.get(_ROLE, '')} ({adapter})")
    where, form = str(told.get(_ENUMERATOR, "")).upper(), told.get(_FORM)
    bus = next((bus for start, bus in _BUSES if where.startswith(start)), Bus.UNKNOWN)
    if bus is Bus.INTERNAL and bus_in(name) is Bus.BLUETOOTH:
        bus = Bus.BLUETOOTH  # some sound chips take Bluetooth over, and list it as their own
    instance = str(told.get(_INSTANCE, "")).upper()
    vendor, product = (instance.partition(f"{what}_")[2][:4].lower() for what in ("VID", "PID"))
    return Endpoint(
        name=name,
        bus=Bus.DISPLAY if form in _SCREENS and bus is Bus.INTERNAL else bus,
        form=_FORMS.get(form, Form.UNKNOWN) if isinstance(form, int) else Form.UNKNOWN,
        default=name == default,
        unit=_unit(told.get(_CONTAINER)) if bus is not Bus.INTERNAL else "this computer",  # no words: never shown
        rate=_rate(told.get(_FORMAT)),
        usb=f"{vendor}:{product}" if vendor and product else "",
        mode="hands-free" if where.startswith("BTHHFENUM") else "a2dp" if where.startswith("BTHENUM") else "",
    )


def _unit(container: object) -> str:
    """The container's identity: as a text, or as the last 16 bytes of a binary value."""
    return container[-16:].hex() if isinstance(container, bytes) else str(container or "")


def _rate(form: object) -> int:
    if not isinstance(form, bytes):
        return 0
    at = 12 if form.startswith(_BLOB) else 4
    return int.from_bytes(form[at : at + 4], "little") if len(form) >= at + 4 else 0


def _values(direction: str) -> list[dict[str, Any]]:
    """The values of every device of a direction ("Capture", "Render")."""
    try:
        devices = keys_in(rf"{_KEY}\{direction}")
    except Unread:
        return []
    return [_read(device) | _read(rf"{device}\Properties") for device in devices]


def _read(key: str) -> dict[str, Any]:
    """The values of a key, or none where it may not be read."""
    try:
        return values(key)
    except Unread:
        return {}
