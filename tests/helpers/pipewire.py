"""A private PipeWire server with a virtual microphone."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray

RATE = 48_000
"""Sampling rate of every virtual device, in Hz."""
START_SECONDS = 20.0
"""How long a server may take to answer, on a busy machine."""
_PROGRAMS = ("pipewire", "wireplumber", "pipewire-pulse", "pw-record", "pactl", "pacat", "dbus-daemon")
_BUS = """<busconfig><type>session</type><listen>unix:path={folder}/bus</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
</policy></busconfig>"""


def missing() -> str:
    """Why no PipeWire can be had here, or ""."""
    for program in _PROGRAMS:
        if shutil.which(program) is None:
            return f"{program} is not installed (apt install pipewire pipewire-pulse wireplumber pulseaudio-utils dbus)"
    return ""


class PipeWire:
    """A PipeWire server with its session manager, its PulseAudio socket, and a microphone that hears what is played."""

    def __init__(self) -> None:
        self.home = Path(tempfile.mkdtemp(prefix="pipewire-"))
        (self.home / "bus.conf").write_text(_BUS.format(folder=self.home))
        names = ("HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_STATE_HOME")
        self.env = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", **dict.fromkeys(names, str(self.home))} | {
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={self.home}/bus",
            "PULSE_SERVER": f"unix:{self.home}/pulse/native",
        }
        """The environment in which a program sees this server and no other."""
        self._processes: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Self:
        self._start("dbus-daemon", "--nofork", f"--config-file={self.home}/bus.conf")
        self._wait_until((self.home / "bus").exists, "no bus")
        self._start("pipewire")
        self._wait_until((self.home / "pipewire-0").exists, "no PipeWire")
        self._start("wireplumber")
        self._start("pipewire-pulse")
        self._wait_until(lambda: b"Default Source: auto_null" in self._pactl("info"), "PipeWire does not answer")
        mono = ("channels=1", "channel_map=mono")  # stereo, mixed to one channel, would read 3 dB more
        self._pactl("load-module", "module-null-sink", "sink_name=air", f"rate={RATE}", *mono)
        self._wait_until(lambda: b"air.monitor" in self._pactl("list", "short", "sources"), "no loudspeaker")
        self._pactl("load-module", "module-remap-source", "master=air.monitor", "source_name=vmic", *mono)
        self._wait_until(lambda: b"\tvmic\t" in self._pactl("list", "short", "sources"), "no microphone")
        self._pactl("set-default-source", "vmic")
        self._wait_until(lambda: b"Default Source: vmic" in self._pactl("info"), "no default microphone")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for process in reversed(self._processes):
            process.send_signal(signal.SIGKILL)
            process.wait()
        shutil.rmtree(self.home, ignore_errors=True)

    def play(self, sound: NDArray[np.float64]) -> None:
        """Plays a sound, and returns when it has begun."""
        path = self.home / "sound"
        path.write_bytes(sound.astype("<f4").tobytes())
        form = ["--raw", "--format=float32le", f"--rate={RATE}", "--channels=1", "--latency-msec=800"]
        self._start("pacat", "--playback", "--device=air", *form, str(path))
        self._wait_until(lambda: bool(self._pactl("list", "short", "sink-inputs").strip()), "nothing is played")

    def _start(self, *command: str) -> None:
        with (self.home / f"{command[0]}.log").open("wb") as log:
            self._processes.append(subprocess.Popen(command, env=self.env, stdout=log, stderr=log))

    def _pactl(self, *arguments: str) -> bytes:
        return subprocess.run(["pactl", *arguments], env=self.env, capture_output=True, timeout=10, check=False).stdout

    def _wait_until(self, condition: Callable[[], bool], otherwise: str) -> None:
        until = time.monotonic() + START_SECONDS
        while not condition():
            assert time.monotonic() < until, otherwise
            time.sleep(0.05)
