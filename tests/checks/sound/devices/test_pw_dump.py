"""The parser, on a dump in the form in which PipeWire 1.2 prints it, cut to what is read; identities replaced."""

import json
from typing import Any

import pytest

from deskready_checks.sound.devices.endpoint import Bus, Devices, Endpoint, Form
from deskready_checks.sound.devices.pw_dump import parse
from deskready_checks.sound.headset.finding import same_headset

PCI = "/devices/pci0000:00/0000:00:1f.3/sound/card0"
USB = "/devices/pci0000:00/0000:00:14.0/usb1/1-2/1-2:1.0/sound/card1"


def card(number: int, properties: dict[str, Any], routes: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    info = {
        "props": {"media.class": "Audio/Device", "device.api": "alsa"} | properties,
        "params": {"Route": routes or []},
    }
    return {"id": number, "type": "PipeWire:Interface:Device", "info": info}


def node(kind: str, name: str, title: str, device: int, rate: int, **more: str) -> dict[str, Any]:
    said = {"media.class": f"Audio/{kind}", "node.name": name, "node.description": title, "device.id": device} | more
    return {
        "id": 100,
        "type": "PipeWire:Interface:Node",
        "info": {"props": said, "params": {"Format": [{"rate": rate}]}},
    }


OWN = card(
    49,
    {"device.bus": "pci", "device.description": "Built-in Audio", "sysfs.path": PCI, "device.form-factor": "internal"},
    [
        {"direction": "Input", "name": "analog-input-internal-mic", "description": "Internal Microphone"},
        {"direction": "Output", "name": "analog-output-headphones", "description": "Headphones"},
    ],
)
WORN = card(
    66,
    {
        "device.bus": "usb",
        "device.form-factor": "headset",
        "sysfs.path": USB,
        "device.vendor.id": "0x0b0e",
        "device.product.id": "0x24c7",
    },
)
DUMP = [
    OWN,
    WORN,
    node("Source", "alsa_input.pci", "Built-in Audio Analog Stereo", 49, 48000),
    node("Sink", "alsa_output.pci", "Built-in Audio Analog Stereo", 49, 48000),
    node("Source", "alsa_input.usb", "Example Link 380", 66, 16000),
    node("Sink", "alsa_output.usb", "Example Link 380", 66, 48000),
    node("Source", "bluez_input.0.0", "Ear Buds", 70, 16000, **{"api.bluez5.codec": "msbc", "device.api": "bluez5"}),
    {
        "id": 3,
        "type": "PipeWire:Interface:Metadata",
        "metadata": [
            {"subject": 0, "key": "default.audio.source", "value": {"name": "alsa_input.usb"}},
            {"subject": 0, "key": "default.audio.sink", "value": {"name": "alsa_output.pci"}},
        ],
    },
]


def parsed(dump: object) -> Devices:
    found = parse(json.dumps(dump))
    assert found is not None
    return found


def test_a_dump() -> None:
    found = parsed(DUMP)
    own, worn, buds = found.inputs
    assert own == Endpoint("Built-in Audio Analog Stereo", Bus.INTERNAL, Form.BUILT_IN, unit=PCI, rate=48000)
    assert worn == Endpoint(
        "Example Link 380", Bus.USB, Form.HEADSET, default=True, unit=USB, rate=16000, usb="0b0e:24c7"
    )
    assert (buds.bus, buds.mode, buds.rate) == (Bus.BLUETOOTH, "msbc", 16000)
    plugged, ear = found.outputs
    assert (plugged.form, plugged.default, ear.default) == (Form.HEADPHONES, True, False)
    assert same_headset(worn, ear) is True
    assert found.told_by == "PipeWire"


@pytest.mark.parametrize("dump", ["", "nonsense", "{}", "[]", "[1, null]", "[" * 5000, '[{"info": {"props": 3}}]'])
def test_no_dump(dump: str) -> None:
    assert parse(dump) is None


def test_odd_and_hostile_values() -> None:
    odd = node("Source", "x\x1b", "\x1b[2J", 49, 0)
    odd["info"]["props"]["device.id"] = ["x"]
    odd["info"]["params"] = {"Format": [{"rate": "x"}, 3]}
    (found,) = parsed([odd, {"metadata": [1, {"key": "default.audio.source", "value": "{}"}]}]).inputs
    assert "\x1b" not in found.name
    assert (found.bus, found.rate, found.default) == (Bus.SOFTWARE, 0, False)
