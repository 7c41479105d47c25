"""Where PortAudio is missing: the noise check through the real programs that record in its place."""

import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import numpy as np
import psutil
import pytest
from numpy.typing import NDArray

from deskready_checks.sound.listening.states import State
from helpers import pipewire
from helpers.pipewire import PipeWire
from helpers.pulse import RATE, Pulse, missing
from helpers.sound_child import SoundChild

pytestmark = [pytest.mark.rig, pytest.mark.skipif(bool(missing()), reason=missing())]

Found = TypeVar("Found")
NO_PORTAUDIO = "import ctypes.util; ctypes.util.find_library = lambda name: None"
QUICK = {"seconds": 2}
LONG = {"seconds": 30}
ONCE = f"""{NO_PORTAUDIO}
import deskready_checks.sound.listening.capture as c
c.REST_SECONDS, c.RELEASE_SECONDS = 0.0, 0.2"""
"""Without the time in which a server may come back and a person may plug a microphone in again."""


def sine(peak: float) -> NDArray[np.float64]:
    return peak * np.sin(2 * np.pi * 1000 * np.arange(RATE * 30) / RATE)


def text_of(state: State) -> dict[str, str]:
    return dict(zip(("reason", "remedy"), (text.words for text in state.value), strict=True))


def only(folder: Path, *programs: str) -> str:
    """A path on which there are these programs and no others."""
    place = folder / "programs"
    place.mkdir()
    for program in programs:
        found = shutil.which(program)
        if found is None:
            pytest.skip(f"{program} is not installed (apt install alsa-utils pipewire)")
        (place / program).symlink_to(found)
    return str(place)


@pytest.fixture
def pulse() -> Iterator[Pulse]:
    with Pulse() as server:
        server.microphone()
        server.play(sine(0.1))
        yield server


@pytest.mark.parametrize("programs", [("parec", "pactl"), ("arecord", "pactl"), ("pw-record", "parec", "pactl")])
def test_levels_are_exact(pulse: Pulse, tmp_path: Path, programs: tuple[str, ...]) -> None:
    """The last has PipeWire's program, but no PipeWire: it gives way to PulseAudio's."""
    with SoundChild({**pulse.env, "PATH": only(tmp_path, *programs)}, tmp_path, QUICK, NO_PORTAUDIO) as child:
        end = child.end()
    assert end["sound.noise.laeq_dbfs"][0] == pytest.approx(-20, abs=0.05)
    assert end["sound.noise.peak"][0] == pytest.approx(-20, abs=0.1)
    assert "vmic" in end["sound.noise.device"][0]


@pytest.mark.parametrize("program", ["parec", "arecord"])
def test_a_microphone_is_chosen_by_the_name_in_sound_settings(pulse: Pulse, tmp_path: Path, program: str) -> None:
    pulse.sink("room")
    pulse.load(
        "module-remap-source", "master=room.monitor", "source_name=second", "source_properties=device.description=Jabra"
    )
    pulse.play(sine(0.01), sink="room")
    env = {**pulse.env, "PATH": only(tmp_path, program, "pactl")}
    with SoundChild(env, tmp_path, {**QUICK, "device": "jabra"}, NO_PORTAUDIO) as child:
        end = child.end()
    assert end["sound.noise.laeq_dbfs"][0] == pytest.approx(-40, abs=0.05)


@pytest.mark.parametrize("program", ["parec", "arecord"])
def test_a_server_that_is_killed(pulse: Pulse, tmp_path: Path, program: str) -> None:
    with SoundChild({**pulse.env, "PATH": only(tmp_path, program, "pactl")}, tmp_path, LONG, ONCE) as child:
        child.listen(5)
        pulse.kill()
        end = child.end()
    assert end["reason"] in (State.DIED.value[0].words, State.STALLED.value[0].words)


def test_a_server_that_hangs(pulse: Pulse, tmp_path: Path) -> None:
    with SoundChild({**pulse.env, "PATH": only(tmp_path, "parec", "pactl")}, tmp_path, LONG, ONCE) as child:
        child.listen(5)
        pulse.freeze()
        end = child.end()
    assert {"reason": end["reason"], "remedy": end["remedy"]} == text_of(State.STALLED)


def test_a_muted_microphone(pulse: Pulse, tmp_path: Path) -> None:
    pulse.mute()
    with SoundChild({**pulse.env, "PATH": only(tmp_path, "parec", "pactl")}, tmp_path, QUICK, NO_PORTAUDIO) as child:
        assert child.end()["reason"] == State.MUTED.value[0].words


def test_no_server(tmp_path: Path) -> None:
    env = {"PATH": only(tmp_path, "parec", "arecord"), "HOME": str(tmp_path), "PULSE_SERVER": "unix:/nowhere"}
    with SoundChild(env, tmp_path, QUICK, NO_PORTAUDIO) as child:
        end = child.end()
    assert end["reason"] == State.NO_DEVICE.value[0].words
    assert "parec: " in end["detail"]
    assert "arecord: " in end["detail"]


@pytest.mark.skipif(bool(pipewire.missing()), reason=pipewire.missing())
def test_pipewire(tmp_path: Path) -> None:
    with PipeWire() as server:
        server.play(sine(0.1))
        env = {**server.env, "PATH": only(tmp_path, "pw-record", "pactl")}
        with SoundChild(env, tmp_path, QUICK, NO_PORTAUDIO) as child:
            end = child.end()
        with SoundChild(env, tmp_path, {**QUICK, "device": "vmic"}, NO_PORTAUDIO) as child:
            chosen = child.end()
    for found in (end, chosen):
        assert found["sound.noise.laeq_dbfs"][0] == pytest.approx(-20, abs=0.1)
        assert "vmic" in found["sound.noise.device"][0]


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_a_program_that_is_ended_leaves_no_recorder(pulse: Pulse, tmp_path: Path, number: int) -> None:
    (tmp_path / "sitecustomize.py").write_text(NO_PORTAUDIO)  # in every process of the program
    env = {
        **pulse.env,
        "PATH": only(tmp_path, "parec", "pactl"),
        "PYTHONPATH": str(tmp_path),
        "DESKREADY_HOME": str(tmp_path),
    }
    command = [sys.executable, "-m", "deskready", "audit", "sound.noise"]
    null = subprocess.DEVNULL
    with subprocess.Popen(command, env=env, stdin=null, stdout=null, stderr=null) as program:
        (recorder,) = wait_for(lambda: recorders(pulse))
        program.send_signal(number)
        program.wait(20)
        wait_for(lambda: not recorder.is_running() or recorder.status() == psutil.STATUS_ZOMBIE)


def recorders(pulse: Pulse) -> list[psutil.Process]:
    """The programs that record from the server."""
    return [process for process in psutil.process_iter() if records(process, pulse)]


def records(process: psutil.Process, pulse: Pulse) -> bool:
    """Whether it is a program that records from the server."""
    try:
        ours = process.name() in ("parec", "pacat") and process.environ().get("HOME") == str(pulse.home)
        return ours and "--playback" not in process.cmdline()
    except psutil.Error:  # it has ended since
        return False


def wait_for(found: Callable[[], Found]) -> Found:
    """Waits until there is something, and returns it."""
    until = time.monotonic() + 20
    while not (result := found()):
        assert time.monotonic() < until, "it never came"
        time.sleep(0.05)
    return result
