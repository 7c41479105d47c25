"""The whole way over a pretended device whose earpiece leaks."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from deskready.core.audit.event import Instruct
from deskready.plugin import Unavailable
from deskready.testing.context import RecordingContext
from deskready_checks.sound.analysis.sweep import log_sweep
from deskready_checks.sound.echo import path
from deskready_checks.sound.echo.path import TELLABLE_DB, Found, find_echo, program
from deskready_checks.sound.listening.states import State
from deskready_checks.sound.playing.duplex import ListeningTrack
from deskready_checks.sound.playing.playback import RATE

ROOM = 1e-4 * np.random.default_rng(0).standard_normal(10 * RATE)


class Leaky:
    """A headset whose microphone hears its earpiece, the room, or nothing."""

    def __init__(self, gain: float, room: Any) -> None:
        self.output, self.microphone = SimpleNamespace(name="default", host="ALSA"), None
        self.title, self.heard_by = "ear", "mic"
        self.gain, self.room = gain, room
        self.track: ListeningTrack | None = None
        self.closed = False

    def play(self, track: ListeningTrack) -> None:
        self.track = track
        frames = np.zeros((len(track.heard), 2), np.float32)
        track.play(frames)
        late = np.roll(frames[:, 0], round(0.25 * RATE))
        track.heard[:] = self.gain * late + self.room[: len(late)]

    def close(self) -> None:
        self.closed = True


def through(monkeypatch: pytest.MonkeyPatch, headset: Leaky) -> tuple[Found, RecordingContext]:
    monkeypatch.setattr(path, "ListeningPlayer", lambda output, microphone: headset)
    context = RecordingContext()
    return find_echo(context, "", ""), context


def test_a_leak(monkeypatch: pytest.MonkeyPatch) -> None:
    headset = Leaky(0.1, ROOM)
    found, context = through(monkeypatch, headset)
    assert found.echo is not None
    assert (found.echo.gain_db, found.echo.seconds) == pytest.approx((-20, 0.25), abs=0.01)
    assert (found.echo.arrivals, found.devices, found.host) == (3, "mic; ear", "ALSA")
    told = [event for event in context.events if isinstance(event, Instruct)]
    assert told[0].text.words.startswith("Please be quiet")
    assert told[-1].text.words == ""


def test_what_was_heard_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    headset = Leaky(0.1, ROOM)
    through(monkeypatch, headset)
    assert headset.track is not None
    assert not headset.track.heard.any()
    assert headset.closed


def test_no_leak_says_how_much_there_could_be(monkeypatch: pytest.MonkeyPatch) -> None:
    found, _ = through(monkeypatch, Leaky(0.0, 100 * ROOM))
    assert found.echo is None
    assert 30 < found.at_least_db < 50
    assert through(monkeypatch, Leaky(0.0, 0.001 * ROOM))[0].at_least_db == TELLABLE_DB


@pytest.mark.parametrize(
    ("room", "state"),
    [
        (np.zeros(10 * RATE), State.MUTED),
        (np.concatenate((ROOM[:RATE], np.zeros(9 * RATE))), State.WENT_SILENT),
        (np.full(10 * RATE, np.nan), State.NOT_SOUND),
    ],
    ids=["muted", "unplugged", "broken"],
)
def test_a_dead_microphone_is_no_good_headset(monkeypatch: pytest.MonkeyPatch, room: Any, state: State) -> None:
    headset = Leaky(0.0, room)
    with pytest.raises(Unavailable) as caught:
        through(monkeypatch, headset)
    assert (caught.value.reason, caught.value.remedy) == state.value
    assert headset.closed


def test_what_is_played_is_soft_and_short() -> None:
    sweep = log_sweep(RATE)
    sound = program(sweep)
    assert abs(sound).max() <= 0.1
    assert len(sound) / RATE < 6
    assert (sound[:, 0] == sound[:, 1]).all()
    assert not sound[: RATE // 2].any()
