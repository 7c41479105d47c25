"""The parser, on values in the form in which Windows 10 and 11 keep them; identities of devices replaced."""

import sys
from typing import Any

import pytest

from deskready_checks.sound.devices import windows
from deskready_checks.sound.devices.endpoint import Bus, Endpoint, Form
from deskready_checks.sound.headset.finding import same_headset
from deskready_checks.sound.headset.kind import Kind, kind_of
from helpers.registry import Registry

ROLE, ADAPTER = "{a45c254e-df1c-4efd-8020-67d146a850e0},2", "{b3f8fa53-0004-438e-9003-51a46e139bfc},6"
ENUMERATOR, INSTANCE = "{a45c254e-df1c-4efd-8020-67d146a850e0},24", "{b3f8fa53-0004-438e-9003-51a46e139bfc},2"
CONTAINER, FORM = "{8c7ed206-3f8a-4827-b3ab-ae9e1faefc6c},2", "{1da5d803-d492-4edd-8c23-e0c0ffee7f0e},0"
FORMAT = "{f19f064d-082c-4e27-bc73-6882a1bb8e4c},0"
EXTENSIBLE = "feff0100803e0000007d000002001000160010000400000001000000000010008000 00aa00389b71"
BLOB = bytes.fromhex("4100000001000000" + EXTENSIBLE)
HOUSING = bytes.fromhex("4800efbe01000000" + "00112233445566778899aabbccddeeff")
USB = {
    "DeviceState": 1,
    ROLE: "Headset Microphone",
    ADAPTER: "Example Evolve2 65",
    ENUMERATOR: "USB",
    INSTANCE: "{1}.USB\\VID_0B0E&PID_24F1&MI_00\\7&1&0&0000",
    CONTAINER: HOUSING,
    FORM: 5,
    FORMAT: BLOB,
}
EAR = USB | {ROLE: "Headset Earphone", CONTAINER: b"\x48\x00\x00\x00\x01\x00\x00\x00" + HOUSING[8:]}
ARRAY = {
    "DeviceState": 1,
    ROLE: "Microphone Array",
    ADAPTER: "Realtek(R) Audio",
    ENUMERATOR: "HDAUDIO",
    FORM: 4,
    INSTANCE: "{1}.HDAUDIO\\FUNC_01&VEN_10EC&DEV_0257",
    CONTAINER: "{00000000-0000-0000-ffff-ffffffffffff}",
}


def read(values: dict[str, Any], default: str = "") -> Endpoint:
    (found,) = windows.parse([values], default)
    return found


def test_a_usb_headset() -> None:
    microphone, loudspeaker = read(USB, "Headset Microphone (Example Evolve2 65)"), read(EAR)
    assert microphone == Endpoint(
        "Headset Microphone (Example Evolve2 65)",
        Bus.USB,
        Form.HEADSET,
        default=True,
        unit="00112233445566778899aabbccddeeff",
        rate=16000,
        usb="0b0e:24f1",
    )
    assert not loudspeaker.default
    assert same_headset(microphone, loudspeaker) is True


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({}, Kind.BUILT_IN),
        ({ROLE: "Microphone"}, Kind.BUILT_IN_OR_JACK),
        ({ROLE: "Mikrofon", FORM: 5}, Kind.JACK),
        ({ENUMERATOR: "INTELAUDIO", ADAPTER: "Intel® Smart Sound for Bluetooth® Audio"}, Kind.BLUETOOTH),
        ({ENUMERATOR: "BTHHFENUM"}, Kind.BLUETOOTH),
        ({ENUMERATOR: "BTHENUM"}, Kind.BLUETOOTH),
        ({ENUMERATOR: "ROOT"}, Kind.SOFTWARE),
        ({ROLE: "LG HDR", FORM: 9}, Kind.SCREEN),
        ({ROLE: "", ADAPTER: "", ENUMERATOR: 7, FORM: "x"}, None),
    ],
)
def test_other_devices(change: dict[str, Any], kind: Kind | None) -> None:
    assert kind_of(read(ARRAY | change)) is kind


@pytest.mark.parametrize(("enumerator", "mode"), [("BTHHFENUM", "hands-free"), ("BTHENUM", "a2dp"), ("USB", "")])
def test_bluetooth_modes(enumerator: str, mode: str) -> None:
    assert read(ARRAY | {ENUMERATOR: enumerator}).mode == mode


@pytest.mark.parametrize(
    ("form", "rate"),
    [(BLOB, 16000), (bytes.fromhex(EXTENSIBLE), 16000), (BLOB[:14], 0), (b"", 0), (None, 0), ("text", 0)],
)
def test_the_rate_that_windows_runs_it_at(form: object, rate: int) -> None:
    assert read(ARRAY | {FORMAT: form}).rate == rate


@pytest.mark.parametrize("state", [2, 4, 8, 0x10000001, None, "1"])
def test_what_is_not_there_is_left_out(state: object) -> None:
    assert windows.parse([USB | {"DeviceState": state}], "") == ()


def test_hostile_names() -> None:
    found = read(USB | {ADAPTER: "\x1b[2J[/b]", INSTANCE: "VID_"})
    assert "\x1b" not in found.name
    assert found.usb == ""


def test_no_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "winreg", None)
    assert windows.read_devices("", "") is None


def test_the_registry_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    key = r"SOFTWARE\Microsoft\Windows\CurrentVersion\MMDevices\Audio\Capture\{0}"
    properties = {name: value for name, value in USB.items() if name != "DeviceState"}
    locked = rf"{key}9\Properties"
    there: dict[str, Any] = {"DeviceState": 1}
    keys = {key: there, rf"{key}\Properties": properties, f"{key}9": there, locked: ARRAY}
    monkeypatch.setitem(sys.modules, "winreg", Registry(keys, frozenset({locked})))
    found = windows.read_devices("", "Headset Microphone (Example Evolve2 65)")
    assert found is not None
    assert (len(found.inputs), found.outputs, found.told_by) == (2, (), "Windows")
    assert found.inputs[0] == read(USB)
    assert found.inputs[1].bus is Bus.UNKNOWN
