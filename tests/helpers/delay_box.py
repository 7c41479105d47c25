"""Builds the box in the middle of a wire, `delay_box.c`: a rig's line must not depend on how busy this program is."""

import functools
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import NamedTuple

_SOURCE = Path(__file__).with_suffix(".c")


def compiler() -> str | None:
    """The C compiler of this computer, or None."""
    return shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")


@functools.cache
def delay_box() -> str:
    """The program, built once in this process.

    Raises:
        CalledProcessError: The compiler refuses.
    """
    cc = compiler()
    assert cc is not None
    program = Path(_folder().name) / "delay_box"
    subprocess.run([cc, "-O2", "-Wall", "-Werror", "-pthread", "-o", program, _SOURCE], check=True)
    return str(program)


class Flaws(NamedTuple):
    """What a line does to single frames, each way."""

    jitter_ms: float = 0.0
    """How much later than others a frame may come; none overtakes another."""
    loss: float = 0.0
    """The share of frames that get lost."""
    late: float = 0.0
    """The share of frames that others overtake."""
    late_ms: float = 0.0
    """How much longer those take."""
    seed: int = 1
    """Makes another line of the same kind."""


FLAWLESS = Flaws()


def box_between(left: str, right: str, delay_ms: float, flaws: Flaws = FLAWLESS) -> list[str]:
    """The command that carries frames between two interfaces, each way later by a delay."""
    delay, jitter, later = (f"{ms * 1000:.0f}" for ms in (delay_ms, flaws.jitter_ms, flaws.late_ms))
    return [delay_box(), left, right, delay, jitter, f"{flaws.loss}", f"{flaws.late}", later, f"{flaws.seed}"]


@functools.cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    """A folder that goes with this process."""
    return tempfile.TemporaryDirectory(prefix="deskready-box-")
