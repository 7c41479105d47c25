"""The wrapper on made-up answers in the shape of Windows; on Linux the rig runs it against the real library."""

import sys
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np
import pytest

from deskready_checks.sound.devices.sound_library import Device, SoundSystemError
from deskready_checks.sound.playing.duplex import Duplex
from deskready_checks.sound.playing.outputs import Outputs

HOSTS = [{"name": "MME", "default_output_device": 0}, {"name": "Windows WASAPI", "default_output_device": 2}]
DEVICES = [
    {"index": index, "name": name, "hostapi": host, "max_output_channels": outputs, "default_samplerate": 48000.0}
    for index, name, host, outputs in (
        (0, "Headset Earphone (Jabra Evolve2)", 0, 2),
        (1, "Headset Microphone (Jabra Evolve2 65)", 1, 0),
        (2, "Headset \x1b[2JEarphone (Jabra Evolve2 65)", 1, 2),
        (3, "PC beeper", 1, 1),
    )
]
EAR = Device(2, "Headset \ufffd[2JEarphone (Jabra Evolve2 65)", "Windows WASAPI", 48000)
MICROPHONE = Device(1, "Headset Microphone", "Windows WASAPI", 16000)


class FakePortAudioError(Exception):
    """In sounddevice's place."""


class FakeSoundDevice(ModuleType):
    """A sounddevice that answers from the lists above."""

    PortAudioError = FakePortAudioError

    def __init__(self) -> None:
        super().__init__("sounddevice")
        self.hosts: list[dict[str, Any]] = HOSTS
        self.default: int | None = 0
        self.refusal: Exception | None = None
        self.opened: dict[str, Any] = {}

    def query_hostapis(self) -> list[dict[str, Any]]:
        return self.hosts

    def query_devices(self, kind: str | None = None) -> Any:
        if kind is None:
            return DEVICES
        if self.default is None:
            raise FakePortAudioError("Error querying device -1")
        return DEVICES[self.default]

    def WasapiSettings(self, *, auto_convert: bool) -> str:  # noqa: N802 - sounddevice's name
        return f"convert {auto_convert}"

    def OutputStream(self, **how: Any) -> SimpleNamespace:  # noqa: N802 - sounddevice's name
        if self.refusal:
            raise self.refusal
        self.opened = how
        return SimpleNamespace(start=lambda: None, close=lambda: None)

    Stream = OutputStream


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> FakeSoundDevice:
    fake = FakeSoundDevice()
    monkeypatch.setitem(sys.modules, "sounddevice", fake)
    return fake


def ignore(*_: object) -> None:
    """Takes anything."""


def test_outputs_are_those_for_two_ears_wasapi_first_and_harmless(fake: FakeSoundDevice) -> None:
    assert Outputs().outputs() == (EAR, Device(0, "Headset Earphone (Jabra Evolve2)", "MME", 48000))


@pytest.mark.parametrize(
    ("hosts", "default", "expected"),
    [(HOSTS, 0, 2), ([HOSTS[0]], 0, 0), ([{"name": "Windows WASAPI", "default_output_device": -1}], None, -1)],
)
def test_the_default(fake: FakeSoundDevice, hosts: list[dict[str, Any]], default: int | None, expected: int) -> None:
    fake.hosts, fake.default = hosts, default
    assert Outputs().default_output_index() == expected


def test_how_an_output_is_opened(fake: FakeSoundDevice) -> None:
    played: list[object] = []
    Outputs().open_output(EAR, 48000, played.append, ignore)
    callback = fake.opened.pop("callback")
    assert callback("frames", 1, None, None) is None
    assert played == ["frames"]
    assert fake.opened == {
        "samplerate": 48000,
        "device": 2,
        "channels": 2,
        "dtype": "float32",
        "latency": 0.2,
        "finished_callback": ignore,
        "extra_settings": "convert True",
    }


def test_how_both_are_opened(fake: FakeSoundDevice) -> None:
    got: list[tuple[object, object]] = []
    Duplex().open_both(EAR, MICROPHONE, 48000, lambda heard, frames: got.append((heard, frames)), ignore)
    callback = fake.opened.pop("callback")
    assert callback("heard", "frames", 1, None, None) is None
    assert got == [("heard", "frames")]
    assert fake.opened == {
        "samplerate": 48000,
        "device": (1, 2),
        "channels": (1, 2),
        "dtype": "float32",
        "latency": 0.2,
        "finished_callback": ignore,
        "extra_settings": ("convert True", "convert True"),
    }


def test_others_need_no_settings(fake: FakeSoundDevice) -> None:
    Outputs().open_output(Device(0, "x", "ALSA", 48000), 48000, ignore, ignore)
    assert fake.opened["extra_settings"] is None


@pytest.mark.parametrize(
    ("error", "code"),
    [(FakePortAudioError("Device\x1b unavailable", SoundSystemError.BUSY), -9985), (ValueError("No output device"), 0)],
)
def test_a_refusal(fake: FakeSoundDevice, error: Exception, code: int) -> None:
    fake.refusal = error
    with pytest.raises(SoundSystemError) as caught:
        Outputs().open_output(EAR, 48000, ignore, ignore)
    assert caught.value.code == code
    assert "\x1b" not in str(caught.value)


def test_frames_are_numpy_throughout(fake: FakeSoundDevice) -> None:
    Outputs().open_output(EAR, 48000, lambda frames: frames.fill(0.5), ignore)
    frames = np.zeros((4, 2), np.float32)
    fake.opened["callback"](frames, 4, None, None)
    assert (frames == 0.5).all()
