import os
from types import SimpleNamespace
from typing import Any, ClassVar

import pytest

from deskready.plugin import Unavailable
from deskready_checks.sound.devices.sound_library import Device, LibraryMissingError, SoundSystemError
from deskready_checks.sound.listening import microphone
from deskready_checks.sound.listening.microphone import choose, open_microphone, to_server, usable_rates
from deskready_checks.sound.listening.programs import NoRecorderError
from deskready_checks.sound.listening.source import Source
from deskready_checks.sound.listening.states import State

INPUTS = tuple(
    Device(index, name, "ALSA", rate)
    for index, name, rate in ((4, "USB headset, second", 48_000), (2, "USB headset", 16_000), (7, "Webcam", 22_050))
)


class FakeLibrary:
    """A PortAudio that refuses what it is told to refuse."""

    refusals: ClassVar[dict[int, int]] = {}
    opened: ClassVar[list[int]] = []
    restarts: ClassVar[list[str]] = []

    def restart(self) -> None:
        self.restarts.append("restart")

    def inputs(self) -> tuple[Device, ...]:
        return INPUTS

    def default_index(self) -> int:
        return 2

    def open(self, device: Device, rate: int, on_frames: object, on_end: object) -> str:
        self.opened.append(rate)
        if rate in self.refusals:
            raise SoundSystemError("refused", self.refusals[rate])
        return "stream"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> list[Source]:
    """A sound server's sources; a test may change them."""
    sources = [Source("out.monitor", "Monitor of Webcam"), Source("usb.webcam", "Webcam C920 Mono")]
    monkeypatch.setattr(microphone, "list_sources", lambda: tuple(sources))
    for name in microphone.SOURCE_VARIABLES:
        monkeypatch.setenv(name, "")
    return sources


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> type[FakeLibrary]:
    monkeypatch.setattr(microphone, "PortAudio", FakeLibrary)
    FakeLibrary.refusals, FakeLibrary.opened, FakeLibrary.restarts = {}, [], []
    return FakeLibrary


def ignore(*_: object) -> None:
    """Takes anything."""


def state_of(error: Unavailable) -> State:
    return State((error.reason, error.remedy))


@pytest.mark.parametrize(
    ("name", "index"), [("", 2), ("USB headset", 2), ("usb HEADSET", 4), ("second", 4), ("webcam", 7)]
)
def test_the_choice(name: str, index: int) -> None:
    assert choose(INPUTS, 2, name).index == index


def test_without_a_default_the_first_is_taken() -> None:
    assert choose(INPUTS, -1, "").index == 4


@pytest.mark.usefixtures("library", "server")
def test_a_source_of_the_server_is_chosen_by_the_name_that_people_see() -> None:
    found = open_microphone("c920", ignore, ignore)
    assert (found.wanted, found.device.index, found.pid) == ("usb.webcam", 2, os.getpid())
    assert [os.environ[name] for name in microphone.SOURCE_VARIABLES] == ["usb.webcam"] * 2


@pytest.mark.usefixtures("library", "server")
def test_a_name_that_the_server_does_not_know_may_be_one_of_the_librarys() -> None:
    found = open_microphone("second", ignore, ignore)
    assert (found.wanted, found.device.index) == ("", 4)
    assert [os.environ[name] for name in microphone.SOURCE_VARIABLES] == ["", ""]


def test_the_server_is_behind_the_input_of_its_own_plugin() -> None:
    plugin = Device(9, "pulse", "ALSA", 44_100)
    assert to_server((*INPUTS, plugin), 2) == plugin
    assert to_server(INPUTS, 2).index == 2


@pytest.mark.usefixtures("server")
def test_an_unknown_name_tells_those_there_are() -> None:
    with pytest.raises(Unavailable) as caught:
        choose((*INPUTS, INPUTS[0]), 2, "Yeti")
    assert state_of(caught.value) is State.UNKNOWN_DEVICE
    assert (
        caught.value.detail
        == "No microphone is called 'Yeti'. There are: Webcam C920 Mono, USB headset, second, USB headset, Webcam"
    )
    assert "Yeti" not in caught.value.reason.words


@pytest.mark.parametrize("name", ["", "Webcam"])
def test_no_microphone(name: str) -> None:
    with pytest.raises(Unavailable) as caught:
        choose((), -1, name)
    assert state_of(caught.value) is State.NO_DEVICE


@pytest.mark.parametrize(
    ("default", "rates"), [(48_000, (48_000,)), (16_000, (16_000, 48_000)), (22_050, (48_000,)), (192_000, (48_000,))]
)
def test_only_rates_that_can_be_weighted_are_tried(default: int, rates: tuple[int, ...]) -> None:
    assert usable_rates(default) == rates


def test_a_refused_rate_is_followed_by_48_khz(library: type[FakeLibrary]) -> None:
    library.refusals = {16_000: SoundSystemError.INVALID_RATE}
    assert open_microphone("", ignore, ignore).rate == 48_000
    assert library.opened == [16_000, 48_000]


@pytest.mark.parametrize(
    ("refusals", "state"),
    [
        ({16_000: SoundSystemError.INVALID_RATE, 48_000: SoundSystemError.INVALID_RATE}, State.NO_RATE),
        ({16_000: SoundSystemError.BUSY}, State.BUSY),
        ({16_000: -9999}, State.NOT_OPENED),
    ],
)
def test_refusals(library: type[FakeLibrary], refusals: dict[int, int], state: State) -> None:
    library.refusals = refusals
    with pytest.raises(Unavailable) as caught:
        open_microphone("", ignore, ignore)
    assert state_of(caught.value) is state


def test_opening_again_looks_anew(library: type[FakeLibrary]) -> None:
    open_microphone("", ignore, ignore)
    assert library.restarts == []
    open_microphone("", ignore, ignore, again=True)
    assert library.restarts == ["restart"]


@pytest.fixture
def no_library(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: Any) -> None:
        raise LibraryMissingError("PortAudio library not found")

    monkeypatch.setattr(microphone, "PortAudio", missing)
    monkeypatch.setattr(microphone, "portaudio_hint", lambda: "Install it.")


def recorder(monkeypatch: pytest.MonkeyPatch, result: Exception | SimpleNamespace) -> list[str]:
    """Has a program record, or not; returns the sources that it is asked for."""
    asked: list[str] = []

    def start(source: str, _on_frames: object, _on_end: object) -> tuple[str, SimpleNamespace]:
        asked.append(source)
        if isinstance(result, Exception):
            raise result
        return "parec", result

    monkeypatch.setattr(microphone, "open_recorder", start)
    return asked


@pytest.mark.usefixtures("no_library")
def test_without_the_library_a_program_records(monkeypatch: pytest.MonkeyPatch, server: list[Source]) -> None:
    asked = recorder(monkeypatch, SimpleNamespace(pid=7))
    found = open_microphone("", ignore, ignore)
    assert (found.device.name, found.device.host, found.rate, found.pid, found.wanted) == (
        "default",
        "parec",
        48_000,
        7,
        "",
    )
    assert open_microphone("webcam", ignore, ignore).wanted == "usb.webcam"
    assert asked == ["", "usb.webcam"]


@pytest.mark.usefixtures("no_library", "server")
@pytest.mark.parametrize(
    ("error", "state"),
    [(SoundSystemError("refused", 0), State.NO_DEVICE), (SoundSystemError("busy", SoundSystemError.BUSY), State.BUSY)],
)
def test_programs_that_refuse(monkeypatch: pytest.MonkeyPatch, error: Exception, state: State) -> None:
    recorder(monkeypatch, error)
    with pytest.raises(Unavailable) as caught:
        open_microphone("", ignore, ignore)
    assert (state_of(caught.value), caught.value.detail) == (state, str(error))


@pytest.mark.usefixtures("no_library", "server")
def test_a_program_cannot_choose_what_the_server_does_not_have(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = recorder(monkeypatch, SimpleNamespace(pid=7))
    with pytest.raises(Unavailable) as caught:
        open_microphone("Yeti", ignore, ignore)
    assert state_of(caught.value) is State.UNKNOWN_DEVICE
    assert asked == []


@pytest.mark.usefixtures("no_library", "server")
def test_a_missing_library_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    recorder(monkeypatch, NoRecorderError())
    with pytest.raises(Unavailable) as caught:
        open_microphone("", ignore, ignore)
    assert (caught.value.remedy.words, caught.value.detail) == ("Install it.", "PortAudio library not found")
