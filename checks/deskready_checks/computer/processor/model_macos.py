"""The processor's name on macOS."""

import subprocess


def read_model(command: str = "/usr/sbin/sysctl") -> str:
    """What `sysctl machdep.cpu.brand_string` prints, such as "Apple M2 Pro", or "".

    Args:
        command: The program to ask.
    """
    try:
        done = subprocess.run(
            [command, "-n", "machdep.cpu.brand_string"], capture_output=True, timeout=5, check=True, errors="replace"
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip()
