import sys
from types import SimpleNamespace

import pytest

from deskready_checks.sound.devices import linux, listing, macos, windows
from deskready_checks.sound.devices.endpoint import Devices, Endpoint
from deskready_checks.sound.devices.sound_library import Device, LibraryMissingError

TOLD = Devices((Endpoint("x"),), (), "the system")
LIBRARY = SimpleNamespace(
    inputs=lambda: (Device(0, "a", "h", 44100), Device(3, "b", "h", 48000)),
    default_index=lambda: 3,
    outputs=lambda: (Device(1, "c", "h", 48000),),
    default_output_index=lambda: -1,
)
LISTED = Devices(
    (Endpoint("a", rate=44100), Endpoint("b", default=True, rate=48000)), (Endpoint("c", rate=48000),), "PortAudio"
)


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "SoundLibrary", lambda: LIBRARY)


@pytest.mark.parametrize(("platform", "module"), [("linux", linux), ("darwin", macos)])
@pytest.mark.parametrize(("told", "found"), [(TOLD, TOLD), (None, LISTED)])
def test_the_system_goes_before_portaudio(
    monkeypatch: pytest.MonkeyPatch, library: None, platform: str, module: object, told: Devices | None, found: Devices
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(module, "read_devices", lambda: told)
    assert listing.read_devices() == found


@pytest.mark.parametrize(("told", "found"), [(TOLD, TOLD), (None, LISTED)])
def test_windows_is_told_the_defaults(
    monkeypatch: pytest.MonkeyPatch, library: None, told: Devices | None, found: Devices
) -> None:
    asked: list[tuple[str, str]] = []

    def answer(microphone: str, loudspeaker: str) -> Devices | None:
        asked.append((microphone, loudspeaker))
        return told

    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(windows, "read_devices", answer)
    assert listing.read_devices() == found
    assert asked == [("b", "")]


def test_nothing_is_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    empty = SimpleNamespace(inputs=tuple, default_index=int, outputs=tuple, default_output_index=int)
    monkeypatch.setattr(listing, "SoundLibrary", lambda: empty)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(linux, "read_devices", lambda: None)
    assert listing.read_devices() is None


def test_portaudio_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise LibraryMissingError("gone")

    monkeypatch.setattr(listing, "SoundLibrary", missing)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(linux, "read_devices", lambda: TOLD)
    assert listing.read_devices() is TOLD
    monkeypatch.setattr(linux, "read_devices", lambda: None)
    with pytest.raises(LibraryMissingError):
        listing.read_devices()


@pytest.mark.parametrize(
    ("told", "lacks"), [(TOLD, False), (Devices((), (Endpoint("x"),), "the system"), True), (None, True)]
)
def test_whether_there_is_a_microphone(monkeypatch: pytest.MonkeyPatch, told: Devices | None, lacks: bool) -> None:
    monkeypatch.setattr(listing, "read_devices", lambda: told)
    assert listing.lacks_microphone() is lacks


def test_without_portaudio_there_may_be_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise LibraryMissingError("x")

    monkeypatch.setattr(listing, "read_devices", missing)
    assert not listing.lacks_microphone()
