"""Builds the box in the middle of a wire, `delay_box.c`: a rig's line must not depend on how busy this program is."""

import functools
import shutil
import subprocess
import tempfile
from pathlib import Path

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


@functools.cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    """A folder that goes with this process."""
    return tempfile.TemporaryDirectory(prefix="deskready-box-")
