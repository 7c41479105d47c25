"""The sound devices of a Mac, as its System Information lists them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from deskready.plugin import clean
from deskready_checks.sound.devices.endpoint import Bus, Devices, Endpoint, Form
from deskready_checks.system.profiler import report
from deskready_checks.system.unread import Unread

_TYPE = "SPAudioDataType"
_BUSES = {
    "builtin": Bus.INTERNAL,
    "usb": Bus.USB,
    "bluetooth": Bus.BLUETOOTH,
    "bluetoothle": Bus.BLUETOOTH,
    "bluetooth_le": Bus.BLUETOOTH,
    "hdmi": Bus.DISPLAY,
    "displayport": Bus.DISPLAY,
    "virtual": Bus.SOFTWARE,
    "aggregate": Bus.SOFTWARE,
    "airplay": Bus.SOFTWARE,
    "continuity_capture": Bus.SOFTWARE,
}
"""`coreaudio_device_transport` without its common beginning."""


def read_devices() -> Devices | None:
    """Every device, or None where System Information does not answer."""
    try:
        return parse(report(_TYPE)[_TYPE])
    except Unread:
        return None


def parse(groups: Iterable[Mapping[str, Any]]) -> Devices:
    """The devices among the entries of System Information's report on sound."""
    items = tuple(_items(groups))
    inputs = tuple(_endpoint(item, "input") for item in items if "coreaudio_device_input" in item)
    outputs = tuple(_endpoint(item, "output") for item in items if "coreaudio_device_output" in item)
    return Devices(inputs, outputs, "System Information")  # no words: a product


def _items(groups: Iterable[object]) -> Iterator[Mapping[str, Any]]:
    """The devices, however deep this release of macOS nests them."""
    for group in groups:
        if isinstance(group, dict):
            if isinstance(group.get("_items"), list):
                yield from _items(group["_items"])
            else:
                yield group


def _endpoint(item: Mapping[str, Any], direction: str) -> Endpoint:
    name = clean(str(item.get("_name", "")))
    transport = str(item.get("coreaudio_device_transport", "")).removeprefix("coreaudio_device_type_")
    bus = _BUSES.get(transport, Bus.UNKNOWN)
    rate = item.get("coreaudio_device_srate")
    return Endpoint(
        name=name,
        bus=bus,
        form=_form(name) if bus is Bus.INTERNAL else Form.UNKNOWN,
        default=item.get(f"coreaudio_default_audio_{direction}_device") == "spaudio_yes",
        unit=f"{transport} {name}" if bus in (Bus.USB, Bus.BLUETOOTH) else "",
        rate=int(rate) if isinstance(rate, int | float) and 0 < rate < 10**6 else 0,
    )


def _form(name: str) -> Form:
    """Built-in devices bear the Mac's name, in every language; what is plugged in does not."""
    macs = ("macbook", "imac", "mac mini", "mac studio", "mac pro")  # no words: what names begin with
    return Form.BUILT_IN if name.casefold().startswith(macs) else Form.UNKNOWN
