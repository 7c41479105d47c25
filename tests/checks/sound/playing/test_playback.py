"""Playing on a pretended device; the rig has the real one."""

import threading
import time
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from deskready.plugin import Unavailable
from deskready_checks.sound.devices.install_hint import portaudio_hint
from deskready_checks.sound.devices.sound_library import Device, LibraryMissingError, SoundSystemError
from deskready_checks.sound.listening.source import Source
from deskready_checks.sound.listening.states import State
from deskready_checks.sound.playing import duplex, playback
from deskready_checks.sound.playing.duplex import ListeningPlayer, ListeningTrack
from deskready_checks.sound.playing.playback import Player, Track, both_ears, choose_output
from deskready_checks.sound.playing.sink import Sink
from deskready_checks.sound.playing.states import PlaybackState

YETI, EAR = Device(0, "Yeti", "ALSA", 48000), Device(4, "Jabra Evolve2", "ALSA", 48000)
SOUND = both_ears(np.arange(1, 101) / 100)


class Pretended:
    """A device that fetches blocks of 40 frames by itself, until a test has it stop."""

    def __init__(self) -> None:
        self.blocks = 10**6
        self.ends = False
        self.refusal: Exception | None = None
        self.start: Callable[[], None] = lambda: None
        self.close: Callable[[], None] = lambda: None
        self.played: list[float] = []
        self.closed = 0
        self.sink: Sink | None = None
        self.source: Source | None = None
        self.server = "Jabra Evolve2"

    def open_output(self, device: Device, rate: int, on_play: Callable[..., None], on_end: Callable[[], None]) -> Any:
        return self._stream(lambda frames: on_play(frames), on_end)

    def open_both(
        self, device: Device, mic: Device, rate: int, on_both: Callable[..., None], on_end: Callable[[], None]
    ) -> Any:
        return self._stream(lambda frames: on_both(np.full((len(frames), 1), 0.25, np.float32), frames), on_end)

    def _stream(self, fetch: Callable[[Any], None], on_end: Callable[[], None]) -> Any:
        if self.refusal:
            raise self.refusal

        def run() -> None:
            for _ in range(min(self.blocks, 8)):
                frames = np.full((40, 2), 9, np.float32)
                fetch(frames)
                self.played += frames[:, 0].tolist()
            if self.ends:
                on_end()

        def start() -> None:
            self.start()
            threading.Thread(target=run).start()

        def close() -> None:
            self.closed += 1
            self.close()

        return SimpleNamespace(start=start, close=close)

    def outputs(self) -> tuple[Device, ...]:
        return YETI, Device(4, self.server, "ALSA", 48000)

    def default_output_index(self) -> int:
        return 4

    def inputs(self) -> tuple[Device, ...]:
        return (Device(1, "Mic", "ALSA", 48000),)

    def default_index(self) -> int:
        return 1


@pytest.fixture
def pretended(monkeypatch: pytest.MonkeyPatch) -> Pretended:
    pretended = Pretended()
    monkeypatch.setattr(playback, "Outputs", lambda: pretended)
    monkeypatch.setattr(duplex, "Duplex", lambda: pretended)
    monkeypatch.setattr(playback, "choose_sink", lambda name: pretended.sink)
    monkeypatch.setattr(duplex, "choose_source", lambda name: None)
    monkeypatch.setattr(duplex, "recorded_source", lambda pid: pretended.source)
    monkeypatch.setattr(playback, "POLL_SECONDS", 0.002)
    monkeypatch.setattr(playback, "DRAIN_SECONDS", 0.05)
    return pretended


def play(track: Track) -> None:
    player: Player[Any] = ListeningPlayer() if isinstance(track, ListeningTrack) else Player()
    try:
        player.play(track)
    finally:
        player.close()


def state_of(error: Unavailable) -> PlaybackState:
    return PlaybackState((error.reason, error.remedy))


def test_a_sound_is_played_to_its_end_and_then_silence(pretended: Pretended) -> None:
    play(Track(SOUND))
    assert pretended.played[:100] == SOUND[:, 0].tolist()
    assert not any(pretended.played[100:])
    assert pretended.closed == 1


def test_what_is_heard_is_in_step_and_can_be_forgotten(pretended: Pretended) -> None:
    track = ListeningTrack(SOUND)
    play(track)
    assert track.heard.tolist() == [0.25] * 100
    track.erase()
    assert not track.heard.any()


@pytest.mark.parametrize(
    ("blocks", "ends", "state"),
    [
        (0, False, PlaybackState.NOT_PLAYED),
        (1, False, PlaybackState.STALLED),
        (1, True, PlaybackState.DIED),
        (8, True, PlaybackState.DIED),
    ],
)
def test_a_device_that_stops(pretended: Pretended, blocks: int, ends: bool, state: PlaybackState) -> None:
    pretended.blocks, pretended.ends = blocks, ends
    with pytest.raises(Unavailable) as caught:
        play(Track(SOUND))
    assert state_of(caught.value) is state
    assert pretended.closed == 1


@pytest.mark.parametrize(
    ("code", "track", "state"),
    [
        (SoundSystemError.BUSY, Track, PlaybackState.BUSY),
        (-9999, Track, PlaybackState.REFUSED),
        (-9999, ListeningTrack, PlaybackState.NOT_TOGETHER),
    ],
)
def test_a_refusal(pretended: Pretended, code: int, track: type[Track], state: PlaybackState) -> None:
    pretended.refusal = SoundSystemError("no", code)
    with pytest.raises(Unavailable) as caught:
        play(track(SOUND))
    assert (state_of(caught.value), caught.value.detail) == (state, "no")


@pytest.mark.parametrize("opening", [True, False])
def test_a_system_that_hangs(pretended: Pretended, monkeypatch: pytest.MonkeyPatch, opening: bool) -> None:
    release = threading.Event()
    monkeypatch.setattr(playback, "OPEN_SECONDS", 0.1)
    monkeypatch.setattr(playback, "CLOSE_SECONDS", 0.1)

    def hang() -> None:
        release.wait()

    if opening:
        pretended.start = hang
    else:
        pretended.close = hang
    begun = time.monotonic()
    if opening:
        with pytest.raises(Unavailable) as caught:
            play(Track(SOUND))
        assert state_of(caught.value) is PlaybackState.NOT_ANSWERING
    else:
        play(Track(SOUND))
    assert time.monotonic() - begun < 5
    release.set()


def test_no_library(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise LibraryMissingError("PortAudio library not found")

    monkeypatch.setattr(playback, "Outputs", missing)
    with pytest.raises(Unavailable) as caught:
        Player()
    assert caught.value.remedy == portaudio_hint()
    assert "PortAudio" in caught.value.reason.words


@pytest.mark.parametrize(
    ("name", "default", "found"), [("", 4, EAR), ("", 7, YETI), ("yeti", 4, YETI), ("jabra", 0, EAR)]
)
def test_the_choice_of_an_output(name: str, default: int, found: Device) -> None:
    assert choose_output((YETI, EAR), default, name) is found


@pytest.mark.parametrize(
    ("outputs", "state"), [((), PlaybackState.NO_OUTPUT), ((YETI, EAR), PlaybackState.UNKNOWN_OUTPUT)]
)
def test_no_such_output(outputs: tuple[Device, ...], state: PlaybackState) -> None:
    with pytest.raises(Unavailable) as caught:
        choose_output(outputs, 0, "Rode")
    assert state_of(caught.value) is state


@pytest.mark.parametrize(
    ("server", "sink", "wanted", "title"),
    [
        ("default", Sink("alsa_output.usb", "Ada's headset"), "", "Ada's headset"),
        ("pulse", Sink("alsa_output.usb", "Ada's headset"), "ada", "Ada's headset"),
        ("default", None, "", "default"),
        ("Jabra Evolve2", Sink("alsa_output.usb", "Ada's headset"), "", "Jabra Evolve2"),
    ],
)
def test_the_name_of_what_plays(pretended: Pretended, server: str, sink: Sink | None, wanted: str, title: str) -> None:
    pretended.server, pretended.sink = server, sink
    player: Player[Track] = Player(wanted)
    assert (player.title, player.output.index) == (title, 4)
    player.close()


@pytest.mark.parametrize(
    ("source", "name"), [(Source("alsa_input.usb", "Ada's mic"), "Ada's mic"), (Source("x"), "x"), (None, "Mic")]
)
def test_the_name_of_what_listens(pretended: Pretended, source: Source | None, name: str) -> None:
    pretended.source = source
    player = ListeningPlayer()
    player.play(ListeningTrack(SOUND))
    player.close()
    assert player.heard_by == name


def test_what_a_loudspeaker_plays_is_no_microphone(pretended: Pretended) -> None:
    pretended.source = Source("alsa_output.pci.monitor")
    with pytest.raises(Unavailable) as caught:
        play(ListeningTrack(SOUND))
    assert caught.value.reason == State.NO_DEVICE.value[0]
    assert pretended.closed == 1


def test_one_ear_only() -> None:
    assert both_ears(np.ones(2), 0.0, 0.5).tolist() == [[0.0, 0.5], [0.0, 0.5]]
