"""The programs of a Linux desktop that can record, and the first of them that does."""

import shutil
from collections.abc import Callable, Iterator

from deskready_checks.sound.devices.sound_library import SoundSystemError
from deskready_checks.sound.listening.portaudio import OnFrames
from deskready_checks.sound.listening.recorder import RATE, Recorder
from deskready_checks.system.command import output_of
from deskready_checks.system.unread import or_nothing

_SECONDS = 2.0


class NoRecorderError(Exception):
    """None of the programs is installed."""


def open_recorder(source: str, on_frames: OnFrames, on_end: Callable[[], None]) -> tuple[str, Recorder]:
    """A program that records, and its name: PipeWire's own, then PulseAudio's, then ALSA's.

    Args:
        source: The sound server's name of the source, or "" for its default.
        on_frames: Takes the frames.
        on_end: Called when the program ends.

    Raises:
        NoRecorderError: None is installed.
        SoundSystemError: None records; the message has what each said.
    """
    refusals: dict[str, SoundSystemError] = {}
    for program, arguments in _commands(source):
        try:
            return program, Recorder([program, *arguments], on_frames, on_end)
        except SoundSystemError as error:
            refusals[program] = error
    if not refusals:
        raise NoRecorderError
    code = next((error.code for error in refusals.values() if error.code), 0)
    raise SoundSystemError("; ".join(f"{program}: {error}" for program, error in refusals.items()), code)


def _commands(source: str) -> Iterator[tuple[str, list[str]]]:
    """Each installed program with its arguments: one channel of float32, raw, on standard output."""
    form = ["--rate", str(RATE), "--channels", "1", "--format"]
    if shutil.which("pw-record"):
        # Newer ones write a header without it, older ones do not know it and write none.
        raw = ["--raw"] if "--raw" in or_nothing(output_of, ["pw-record", "--help"], _SECONDS) else []
        yield "pw-record", [*raw, *form, "f32", *(["--target", source] if source else []), "-"]
    if shutil.which("parec"):
        device = [f"--device={source}"] if source else []
        yield "parec", ["--raw", *form[:4], "--format=float32le", "--latency-msec=50", *device]
    if shutil.which("arecord"):
        # 200 ms of buffer, as PortAudio is asked for.
        buffers = ["--buffer-time", "200000", "--period-time", "50000"]
        yield "arecord", ["--quiet", "--file-type", "raw", *form, "FLOAT_LE", *buffers]
