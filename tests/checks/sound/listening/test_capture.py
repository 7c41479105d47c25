"""The watched recording over a pretended stream; the rig has the real ones."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from deskready.plugin import Unavailable
from deskready_checks.sound.devices.sound_library import Device, SoundSystemError
from deskready_checks.sound.listening import capture
from deskready_checks.sound.listening.capture import Capture
from deskready_checks.sound.listening.portaudio import OnFrames
from deskready_checks.sound.listening.source import Source
from deskready_checks.sound.listening.states import State


@dataclass
class Pretended:
    """A microphone that does what a test says."""

    source: str = ""
    title: str = ""
    port: str = ""
    gain: str = ""
    wanted: str = ""
    name: str = "mic"
    opened: list[bool] = field(default_factory=list)
    on_frames: OnFrames = field(init=False)
    on_end: Callable[[], None] = field(init=False)
    start: Callable[[], None] = lambda: None
    close: Callable[[], None] = lambda: None

    def open(self, name: str, on_frames: OnFrames, on_end: Callable[[], None], *, again: bool = False) -> Any:
        self.on_frames, self.on_end = on_frames, on_end
        self.opened.append(again)
        stream = SimpleNamespace(start=lambda: self.start(), close=lambda: self.close(), words="it said")
        device = Device(0, self.name, "ALSA", 8000)
        return SimpleNamespace(device=device, rate=8000, stream=stream, pid=77, wanted=self.wanted)

    def recorded(self, pid: int) -> Source | None:
        assert pid == 77
        return Source(self.source, self.title, self.port, self.gain) if self.source else None

    def send(self, frames: int, lost: bool = False) -> None:
        self.on_frames(np.ones(frames, np.float32), lost)


@pytest.fixture
def pretended(monkeypatch: pytest.MonkeyPatch) -> Pretended:
    pretended = Pretended()
    monkeypatch.setattr(capture, "open_microphone", pretended.open)
    monkeypatch.setattr(capture, "recorded_source", pretended.recorded)
    monkeypatch.setattr(capture, "POLL_SECONDS", 0.001)
    monkeypatch.setattr(capture, "REST_SECONDS", 0.0)
    return pretended


def hang(release: threading.Event) -> Callable[[], None]:
    """A call that comes back when it is released."""

    def wait() -> None:
        release.wait()

    return wait


def state_of(error: Unavailable) -> State:
    return State((error.reason, error.remedy))


def test_frames_come_in_blocks_and_lost_ones_are_counted(pretended: Pretended) -> None:
    with Capture() as recording:
        blocks = recording.blocks()
        assert len(next(blocks)) == 0
        pretended.send(100)
        pretended.send(50, lost=True)
        assert len(next(blocks)) == 150
        assert recording.overflows == 1


def listen(recording: Capture) -> tuple[list[int], State]:
    """The lengths of the blocks that came, and the state that ended them."""
    lengths: list[int] = []
    try:
        for block in recording.blocks():
            lengths.append(len(block))  # noqa: PERF401 - what came before the end counts
    except Unavailable as error:
        return lengths, state_of(error)
    raise AssertionError("it never ends by itself")


@pytest.mark.parametrize(("sent", "polls", "state"), [(0, 60, State.NO_SOUND), (10, 20, State.STALLED)])
def test_frames_that_do_not_come(pretended: Pretended, sent: int, polls: int, state: State) -> None:
    with Capture() as recording:
        pretended.send(sent)
        lengths, found = listen(recording)
    assert found is state
    assert lengths.count(0) == polls - 1


def test_a_stream_that_ends_gives_its_last_frames(pretended: Pretended) -> None:
    with Capture() as recording:
        pretended.send(10)
        pretended.on_end()
        assert listen(recording) == ([10], State.DIED)


def test_what_a_stream_says_at_its_end_is_for_the_log(pretended: Pretended) -> None:
    with Capture() as recording:
        pretended.on_end()
        with pytest.raises(Unavailable) as caught:
            next(recording.blocks())
    assert caught.value.detail == "it said"


def test_a_reader_that_is_too_late(pretended: Pretended) -> None:
    with Capture() as recording:
        pretended.send(8000 * capture.RING_SECONDS + 1)
        assert listen(recording) == ([], State.OVERRUN)


def test_a_system_that_does_not_answer(pretended: Pretended, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(capture, "OPEN_SECONDS", 0.05)
    release = threading.Event()
    pretended.start = hang(release)
    with pytest.raises(Unavailable) as caught:
        Capture()
    release.set()
    assert state_of(caught.value) is State.NOT_ANSWERING


def test_a_system_that_does_not_let_go(pretended: Pretended, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(capture, "CLOSE_SECONDS", 0.05)
    release = threading.Event()
    pretended.close = hang(release)
    begun = time.monotonic()
    with Capture():
        pass
    assert time.monotonic() - begun < 5
    release.set()


@pytest.mark.parametrize(("code", "state"), [(SoundSystemError.BUSY, State.BUSY), (-9999, State.NOT_OPENED)])
def test_a_stream_that_does_not_start(pretended: Pretended, code: int, state: State) -> None:
    def refuse() -> None:
        raise SoundSystemError("refused", code)

    pretended.start = refuse
    with pytest.raises(Unavailable) as caught:
        Capture()
    assert state_of(caught.value) is state


def test_what_a_loudspeaker_plays_is_no_microphone(pretended: Pretended) -> None:
    closed = threading.Event()
    pretended.source, pretended.close = "alsa_output.pci.monitor", closed.set
    with pytest.raises(Unavailable) as caught:
        Capture()
    assert state_of(caught.value) is State.NO_DEVICE
    assert closed.is_set()


@pytest.mark.parametrize(("first", "then"), [("usb", "usb"), ("", "builtin"), ("usb", "")])
def test_one_microphone_all_the_time_or_no_telling(pretended: Pretended, first: str, then: str) -> None:
    pretended.source = first
    with Capture() as recording:
        pretended.source = then
        recording.verify()


@pytest.mark.parametrize(("source", "port"), [("builtin", "front"), ("usb", "rear")])
def test_another_microphone_in_its_place(pretended: Pretended, source: str, port: str) -> None:
    pretended.source, pretended.port = "usb", "front"
    with Capture() as recording:
        pretended.source, pretended.port = source, port
        with pytest.raises(Unavailable) as caught:
            recording.verify()
    assert state_of(caught.value) is State.SWITCHED


def test_the_sound_is_forgotten_and_the_stream_closed(pretended: Pretended) -> None:
    closed = threading.Event()
    pretended.close = closed.set
    with Capture() as recording:
        pretended.send(10)
    assert closed.is_set()
    assert not recording._ring.read().any()


def test_opened_again_it_goes_on_with_new_sound_only(pretended: Pretended) -> None:
    closed = threading.Event()
    pretended.close = closed.set
    with Capture() as recording:
        pretended.send(10)
        pretended.on_end()
        heard = recording._ring
        recording.reopen()
        assert closed.is_set()
        assert not heard.read().any()
        pretended.send(20)
        assert len(next(recording.blocks())) == 20
    assert pretended.opened == [False, True]


@pytest.mark.parametrize(
    ("before", "after"), [(("", "mic"), ("", "mic")), (("usb", "mic"), ("", "mic")), (("", "mic"), ("usb", "mic"))]
)
def test_opened_again_it_is_the_same_or_there_is_no_telling(
    pretended: Pretended, before: tuple[str, str], after: tuple[str, str]
) -> None:
    pretended.source, pretended.name = before
    with Capture() as recording:
        pretended.source, pretended.name = after
        recording.reopen()


@pytest.mark.parametrize(("before", "after"), [(("usb", "mic"), ("builtin", "mic")), (("", "mic"), ("", "Webcam"))])
def test_opened_again_it_must_not_be_another(
    pretended: Pretended, before: tuple[str, str], after: tuple[str, str]
) -> None:
    pretended.source, pretended.name = before
    with Capture() as recording:
        pretended.source, pretended.name = after
        with pytest.raises(Unavailable) as caught:
            recording.reopen()
    assert state_of(caught.value) is State.SWITCHED


def test_a_system_that_does_not_let_go_is_not_opened_again(
    pretended: Pretended, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(capture, "RELEASE_SECONDS", 0.05)
    monkeypatch.setattr(capture, "CLOSE_SECONDS", 0.05)
    release = threading.Event()
    pretended.close = hang(release)
    with Capture() as recording, pytest.raises(Unavailable) as caught:
        recording.reopen()
    release.set()
    assert state_of(caught.value) is State.NOT_ANSWERING
    assert pretended.opened == [False]


def test_what_the_microphone_is(pretended: Pretended) -> None:
    with Capture() as recording:
        assert (recording.device.name, recording.identity, recording.source, recording.gain) == ("mic", "mic", "", "")
    pretended.source, pretended.port, pretended.gain = "usb", "front", "0.00 dB"
    with Capture() as recording:
        assert (recording.device.name, recording.identity) == ("usb", "usb front")
        assert (recording.source, recording.gain) == ("usb", "0.00 dB")
    pretended.title = "Jabra"
    with Capture() as recording:
        assert (recording.device.name, recording.identity) == ("Jabra", "usb front")


def test_a_moved_input_volume(pretended: Pretended) -> None:
    pretended.source, pretended.gain = "usb", "0.00 dB"
    with Capture() as recording:
        recording.verify()
        pretended.gain = "-6.00 dB"
        with pytest.raises(Unavailable) as verified:
            recording.verify()
        with pytest.raises(Unavailable) as reopened:
            recording.reopen()
    assert state_of(verified.value) is state_of(reopened.value) is State.GAIN_MOVED
    assert verified.value.detail == "From 0.00 dB to -6.00 dB."


@pytest.mark.parametrize(("given", "fine"), [("usb", True), ("", True), ("builtin", False)])
def test_the_server_must_give_the_one_that_was_chosen(pretended: Pretended, given: str, fine: bool) -> None:
    pretended.wanted, pretended.source = "usb", given
    if fine:
        Capture("usb").__exit__(None, None, None)
        return
    with pytest.raises(Unavailable) as caught:
        Capture("usb")
    assert state_of(caught.value) is State.UNKNOWN_DEVICE
