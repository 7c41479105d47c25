"""What a program of the system prints."""

import os
import shutil
import subprocess
from collections.abc import Sequence


def output_of(command: Sequence[str], seconds: float) -> str:
    """What a program prints, in English, or "" where it is not installed, fails or takes longer."""
    program = shutil.which(command[0])
    if program is None:
        return ""
    try:
        done = subprocess.run(
            [program, *command[1:]],
            env={**os.environ, "LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode(errors="replace")
