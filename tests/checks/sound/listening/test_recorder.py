"""Recording through real programs: shells that write what a recorder would."""

import os
import threading
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from deskready_checks.sound.devices.sound_library import SoundSystemError
from deskready_checks.sound.listening import recorder
from deskready_checks.sound.listening.recorder import Recorder

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs a shell")

FRAMES = np.arange(50_000, dtype="<f4") / 50_000
WAIT = 20.0


class Heard:
    """What a recorder delivered."""

    def __init__(self) -> None:
        self.frames: list[float] = []
        self.lost: list[bool] = []
        self.enough = threading.Event()
        self.ended = threading.Event()

    def take(self, frames: NDArray[np.float32], lost: bool) -> None:
        self.frames += frames.tolist()
        self.lost.append(lost)
        if len(self.frames) >= len(FRAMES):
            self.enough.set()


@pytest.fixture
def heard() -> Heard:
    return Heard()


def record(script: str, heard: Heard, path: str = "") -> Recorder:
    return Recorder(["/bin/sh", "-c", script, "sh", path], heard.take, heard.ended.set)


@pytest.fixture
def sound(tmp_path: Path) -> str:
    path = tmp_path / "sound"
    FRAMES.tofile(path)
    return str(path)


def test_every_frame_is_delivered_however_the_bytes_are_cut(heard: Heard, sound: str) -> None:
    program = record('head -c 4097 "$1"; sleep 0.05; tail -c +4098 "$1"; exec sleep 60', heard, sound)
    program.start()
    assert heard.enough.wait(WAIT)
    assert not heard.ended.is_set()
    program.close()
    assert heard.ended.wait(WAIT)
    assert np.array_equal(heard.frames, FRAMES)
    assert not any(heard.lost)


def test_nothing_is_delivered_before_it_is_started(heard: Heard, sound: str) -> None:
    program = record('cat "$1"; exec sleep 60', heard, sound)
    assert not heard.frames
    program.close()
    assert not heard.frames


def test_its_end_is_told_and_what_it_said(heard: Heard, sound: str) -> None:
    program = record('cat "$1"; printf "\\033Connection lost" >&2', heard, sound)
    program.start()
    assert heard.ended.wait(WAIT)
    program.close()
    assert len(heard.frames) == len(FRAMES)
    assert program.words == "\ufffdConnection lost"


def test_what_it_lost_is_noted(heard: Heard, sound: str) -> None:
    program = record('echo "overrun!!! (at least 3 ms long)" >&2; sleep 0.1; cat "$1"; exec sleep 60', heard, sound)
    program.start()
    assert heard.enough.wait(WAIT)
    program.close()
    assert sum(heard.lost) == 1


@pytest.mark.parametrize(
    ("words", "code"), [("Connection refused", 0), ("audio open error: Device or resource busy", SoundSystemError.BUSY)]
)
def test_one_that_ends_without_a_sound_is_a_refusal(heard: Heard, words: str, code: int) -> None:
    with pytest.raises(SoundSystemError, match=words) as caught:
        record(f'echo "{words}" >&2; exit 1', heard)
    assert caught.value.code == code


def test_one_that_stays_silent_is_taken_as_it_is(heard: Heard, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recorder, "READY_SECONDS", 0.05)
    program = record("exec sleep 60", heard)
    program.start()
    program.close()
    with pytest.raises(ProcessLookupError):
        os.kill(program.pid, 0)


def test_only_the_last_words_are_kept(heard: Heard, sound: str) -> None:
    program = record('head -c 100000 /dev/zero | tr "\\0" x >&2; echo end >&2; cat "$1"', heard, sound)
    program.start()
    assert heard.ended.wait(WAIT)
    program.close()
    assert len(program.words) <= recorder.WORDS_LIMIT
