"""The wrapper on made-up answers in the shape of Windows; on Linux the rig runs it against the real library."""

import sys
from collections.abc import Callable
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np
import pytest

from deskready_checks.sound.devices.sound_library import Device, LibraryMissingError, SoundSystemError, Stream
from deskready_checks.sound.listening.portaudio import PortAudio

HOSTS = [{"name": "MME", "default_input_device": 0}, {"name": "Windows WASAPI", "default_input_device": 3}]
DEVICES = [
    {"index": index, "name": name, "hostapi": host, "max_input_channels": inputs, "default_samplerate": rate}
    for index, name, host, inputs, rate in (
        (0, "Headset Microphone (Jabra Evolv", 0, 2, 44100.0),
        (1, "Headset Earphone (Jabra Evolve2)", 0, 0, 44100.0),
        (2, "Headset Earphone (Jabra Evolve2 65)", 1, 0, 48000.0),
        (3, "Headset \x1b[2JMicrophone (Jabra Evolve2 65)", 1, 1, 48000.0),
    )
]


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
        self.restarts: list[str] = []

    def _terminate(self) -> None:
        self.restarts.append("terminate")

    def _initialize(self) -> None:
        self.restarts.append("initialize")

    def query_hostapis(self) -> list[dict[str, Any]]:
        return self.hosts

    def query_devices(self, kind: str | None = None) -> Any:
        if kind is None:
            return DEVICES
        if self.default is None:
            raise FakePortAudioError("Error querying device -1")
        return DEVICES[self.default]

    def WasapiSettings(self, *, auto_convert: bool) -> dict[str, bool]:  # noqa: N802 - sounddevice's name
        return {"auto_convert": auto_convert}

    def InputStream(self, **how: Any) -> SimpleNamespace:  # noqa: N802 - sounddevice's name
        if self.refusal:
            raise self.refusal
        self.opened = how
        return SimpleNamespace(start=lambda: None, close=lambda: None)


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> FakeSoundDevice:
    fake = FakeSoundDevice()
    monkeypatch.setitem(sys.modules, "sounddevice", fake)
    return fake


def ignore(*_: object) -> None:
    """Takes anything."""


def test_inputs_are_those_that_record_wasapi_first_and_harmless(fake: FakeSoundDevice) -> None:
    wasapi = Device(3, "Headset \ufffd[2JMicrophone (Jabra Evolve2 65)", "Windows WASAPI", 48000)
    assert PortAudio().inputs() == (wasapi, Device(0, "Headset Microphone (Jabra Evolv", "MME", 44100))


def test_looking_anew_ends_the_library_and_starts_it(fake: FakeSoundDevice) -> None:
    PortAudio().restart()
    assert fake.restarts == ["terminate", "initialize"]


@pytest.mark.parametrize(
    ("hosts", "default", "expected"),
    [
        (HOSTS, 0, 3),
        ([HOSTS[0]], 0, 0),
        ([HOSTS[0], {"name": "Windows WASAPI", "default_input_device": -1}], 0, 0),
        ([], None, -1),
    ],
)
def test_the_default(fake: FakeSoundDevice, hosts: list[dict[str, Any]], default: int | None, expected: int) -> None:
    fake.hosts, fake.default = hosts, default
    assert PortAudio().default_index() == expected


@pytest.mark.parametrize(("host", "settings"), [("Windows WASAPI", {"auto_convert": True}), ("ALSA", None)])
def test_how_a_stream_is_opened(fake: FakeSoundDevice, host: str, settings: object) -> None:
    PortAudio().open(Device(3, "x", host, 48000), 48000, ignore, ignore)
    assert fake.opened.pop("callback")
    assert fake.opened == {
        "samplerate": 48000,
        "device": 3,
        "channels": 1,
        "dtype": "float32",
        "latency": 0.2,
        "finished_callback": ignore,
        "extra_settings": settings,
    }


@pytest.mark.parametrize("lost", [False, True])
def test_frames_are_delivered(fake: FakeSoundDevice, lost: bool) -> None:
    got: list[tuple[list[float], bool]] = []
    PortAudio().open(
        Device(3, "x", "ALSA", 48000), 48000, lambda frames, lost: got.append((frames.tolist(), lost)), ignore
    )
    callback: Callable[..., None] = fake.opened["callback"]
    # sounddevice's wrapper complains of anything but None
    assert callback(np.array([[0.5], [0.25]], np.float32), 2, None, SimpleNamespace(input_overflow=lost)) is None  # type: ignore[func-returns-value]
    assert got == [([0.5, 0.25], lost)]


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (FakePortAudioError("Error opening InputStream: Device unavailable", SoundSystemError.BUSY), -9985),
        (FakePortAudioError("Error opening\x1b InputStream", -9999, (0, -5, "Input/output error")), -9999),
        (ValueError("No input device"), 0),
    ],
)
def test_a_refusal(fake: FakeSoundDevice, error: Exception, code: int) -> None:
    fake.refusal = error
    with pytest.raises(SoundSystemError) as caught:
        PortAudio().open(Device(3, "x", "ALSA", 48000), 48000, ignore, ignore)
    assert caught.value.code == code
    assert "\x1b" not in str(caught.value)


def test_a_stream_that_does_not_start() -> None:
    def refuse() -> None:
        raise FakePortAudioError("Error starting stream", -9999)

    with pytest.raises(SoundSystemError):
        Stream(SimpleNamespace(start=refuse), FakePortAudioError).start()


def test_a_missing_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "sounddevice", raising=False)
    monkeypatch.setattr("ctypes.util.find_library", lambda name: None)
    if sys.platform in ("win32", "darwin"):
        pytest.skip("the library comes along here")
    with pytest.raises(LibraryMissingError, match="PortAudio library not found"):
        PortAudio()
