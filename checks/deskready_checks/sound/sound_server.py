"""What the sound server of a Linux desktop (PulseAudio, PipeWire) feeds this process from.

PortAudio sees one device called "default" there. The server chooses the microphone behind it, and changes it without
a word when that one is unplugged.
"""

import os
import re
import shutil
import subprocess

MONITOR_SUFFIX = ".monitor"
"""Ends the name of a source that is no microphone: what a loudspeaker plays. The default where there is none."""
PACTL_SECONDS = 2.0
"""How long the server may take to answer."""
_OUTPUT = re.compile(r"^Source Output #", re.MULTILINE)
_SOURCE = re.compile(r"^\s*Source: (\d+)$", re.MULTILINE)


def recorded_source(pid: int) -> str | None:
    """The name of the source that the process records from, or None where there is no server or no telling."""
    number = source_number(_pactl("list", "source-outputs"), pid)
    if number is None:
        return None
    rows = (line.split("\t") for line in _pactl("list", "short", "sources").splitlines())
    return next((row[1] for row in rows if len(row) > 1 and row[0] == number), None)


def source_number(listing: str, pid: int) -> str | None:
    """The number of the source that the process records from, out of `pactl list source-outputs`."""
    for output in _OUTPUT.split(listing)[1:]:
        source = _SOURCE.search(output)
        if source is not None and f'application.process.id = "{pid}"\n' in output + "\n":
            return source[1]
    return None


def _pactl(*arguments: str) -> str:
    """What pactl prints, in English, or "" where it is not installed or gets no answer."""
    program = shutil.which("pactl")
    if program is None:
        return ""
    try:
        done = subprocess.run(
            [program, *arguments],
            env={**os.environ, "LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=PACTL_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode(errors="replace")
