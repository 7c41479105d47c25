"""A private PulseAudio server with a virtual microphone and a virtual headset."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable
from ctypes.util import find_library
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray

RATE = 48_000
"""Sampling rate of every virtual device, in Hz."""
MICROPHONE = "vmic"
"""Name of the virtual microphone."""
HEADPHONES = "headset"
"""Name of the virtual headphones."""
START_SECONDS = 20.0
"""How long a server may take to answer, on a busy machine."""
ASOUNDRC = "pcm.!default { type pulse }\nctl.!default { type pulse }\n"
"""Makes PulseAudio ALSA's default, where PortAudio looks."""


def missing() -> str:
    """Why no virtual microphone can be had here, or ""."""
    for program in ("pulseaudio", "pactl", "pacat"):
        if shutil.which(program) is None:
            return f"{program} is not installed (apt install pulseaudio pulseaudio-utils)"
    if find_library("portaudio") is None:
        return "PortAudio is not installed (apt install libportaudio2)"
    if not list(Path("/usr/lib").glob("*/alsa-lib/libasound_module_pcm_pulse.so")):
        return "ALSA cannot reach PulseAudio (apt install libasound2-plugins)"
    return ""


class Pulse:
    """A PulseAudio server with its own socket and home, and no devices but those that a test makes."""

    def __init__(self) -> None:
        self.home = Path(tempfile.mkdtemp(prefix="pulse-"))
        socket = self.home / "native"
        self.env = {
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "HOME": str(self.home),
            "XDG_CONFIG_HOME": str(self.home),
            "XDG_RUNTIME_DIR": str(self.home),
            "PULSE_RUNTIME_PATH": str(self.home),
            "PULSE_SERVER": f"unix:{socket}",
        }
        """The environment in which a program sees this server and no other."""
        (self.home / ".asoundrc").write_text(ASOUNDRC)
        module = f"module-native-protocol-unix socket={socket} auth-anonymous=1"
        options = [
            "-n",
            "--daemonize=no",
            "--exit-idle-time=-1",
            "--use-pid-file=no",
            "--disable-shm=true",
            "-L",
            module,
        ]
        with (self.home / "log").open("wb") as log:
            self.process = subprocess.Popen(["pulseaudio", *options], env=self.env, stdout=log, stderr=log)
        self._players: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Self:
        self._wait_until(lambda: self._pactl("info").returncode == 0, "PulseAudio does not answer")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for process in (*self._players, self.process):
            process.kill()
            process.wait()
        shutil.rmtree(self.home, ignore_errors=True)

    def load(self, module: str, *arguments: str) -> int:
        """Loads a module, and returns its number."""
        return int(self._checked("load-module", module, *arguments))

    def unload(self, number: int) -> None:
        """Takes a module, and the devices it made, away."""
        self._checked("unload-module", str(number))

    def sink(self, name: str, channels: int = 1) -> int:
        """Makes a loudspeaker that leads nowhere but into its own monitor, and returns its module's number."""
        # norewinds: without it an idle null sink renders in blocks of 2 s
        form = (f"rate={RATE}", f"channels={channels}", "format=float32le", "norewinds=1")
        return self.load("module-null-sink", f"sink_name={name}", *form)

    def microphone(self, name: str = MICROPHONE, sink: str = "air") -> int:
        """Makes the default microphone, which hears what is played into `sink`; unload the number to unplug it."""
        number = self.sink(sink)
        self.load("module-remap-source", f"master={sink}.monitor", f"source_name={name}", "remix=no")
        self._checked("set-default-source", name)
        return number

    def headphones(self, name: str = HEADPHONES) -> int:
        """Makes the default output, for two ears; unload the number to unplug it."""
        number = self.sink(name, channels=2)
        self._checked("set-default-sink", name)
        return number

    def choose(self, source: str, sink: str) -> None:
        """Makes devices the default ones."""
        self._checked("set-default-source", source)
        self._checked("set-default-sink", sink)

    def leak(self, level_db: float, delay_ms: int = 20, sink: str = "air") -> int:
        """Lets the microphone hear what the headphones play, so much weaker and later; unload the number to end it."""
        # adjust_time=0: a loopback that adapts its rate stretches a sweep, which then reads up to 3 dB low
        path = (f"source={HEADPHONES}.monitor", f"sink={sink}", f"latency_msec={delay_ms}", "adjust_time=0")
        number = self.load("module-loopback", *path)
        stream = self._checked("list", "short", "sink-inputs").splitlines()[-1].split("\t")[0]
        self._checked("set-sink-input-volume", stream, f"{level_db}dB")
        return number

    def await_playing(self) -> None:
        """Waits until somebody plays something."""
        self._wait_until(lambda: "Corked: no" in self._checked("list", "sink-inputs"), "nothing is played")

    def mute(self) -> None:
        """Mutes the microphone."""
        self._checked("set-source-mute", MICROPHONE, "1")

    def volume(self, volume: str) -> None:
        """Sets the microphone's input volume: "50%" or "-6dB"."""
        self._checked("set-source-volume", MICROPHONE, volume)

    def play(self, sound: NDArray[np.float64], sink: str = "air") -> None:
        """Plays a sound into a sink, and returns when it has begun."""
        path = self.home / f"sound-{len(self._players)}"  # what plays already is still being read
        path.write_bytes(sound.astype("<f4").tobytes())
        # 800 ms of buffer: with less, a busy machine leaves gaps
        form = ["--raw", "--format=float32le", f"--rate={RATE}", "--channels=1", "--latency-msec=800"]
        command = ["pacat", "--playback", f"--device={sink}", *form, str(path)]
        self._players.append(subprocess.Popen(command, env=self.env, stderr=subprocess.DEVNULL))
        self._wait_until(lambda: self._inputs() == self._playing(), "nothing is played")

    def _inputs(self) -> int:
        return len(self._checked("list", "short", "sink-inputs").splitlines())

    def _playing(self) -> int:
        """How many players are there; one whose loudspeaker was taken away has ended."""
        return sum(player.poll() is None for player in self._players)

    def freeze(self) -> None:
        """Stops the server as a hang would; it is thawed at the end."""
        self.process.send_signal(signal.SIGSTOP)

    def kill(self) -> None:
        """Kills the server."""
        self.process.kill()
        self.process.wait()

    def _wait_until(self, condition: Callable[[], bool], otherwise: str) -> None:
        until = time.monotonic() + START_SECONDS
        while not condition():
            assert self.process.poll() is None, (self.home / "log").read_text()
            assert time.monotonic() < until, otherwise
            time.sleep(0.02)

    def _checked(self, *arguments: str) -> str:
        done = self._pactl(*arguments)
        assert done.returncode == 0, (arguments, done.stderr)
        return done.stdout.decode()

    def _pactl(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(["pactl", *arguments], env=self.env, capture_output=True, timeout=10, check=False)
