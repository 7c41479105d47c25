"""What a program of the system prints."""

import os
import shutil
import subprocess
from collections.abc import Sequence

SECONDS = 8.0
"""How long a program may take; a Mac's report takes one."""
_PLACES = os.pathsep.join(["/usr/sbin", "/sbin", "/usr/bin", "/bin"])


def output_of(command: Sequence[str], seconds: float = SECONDS) -> str:
    """What a program prints, in the language "C", or "" where it is not installed, fails or does not end.

    Args:
        command: The program and its arguments; looked for in the system's own folders, too.
        seconds: How long it may take.
    """
    program = shutil.which(command[0]) or shutil.which(command[0], path=_PLACES)
    if not program:
        return ""
    try:
        done = subprocess.run(
            [program, *command[1:]],
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
            encoding="utf-8",
            errors="replace",
            env=os.environ | {"LC_ALL": "C"},
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout
