"""The processor's name as its maker writes it: one typed function, whatever the system."""

import sys


def processor_model() -> str:
    """The name, such as "Intel(R) Core(TM) i5-1135G7 @ 2.40GHz", or "" where the system does not tell."""
    if sys.platform == "linux":
        from deskready_checks.computer.processor.model_linux import read_model
    elif sys.platform == "darwin":
        from deskready_checks.computer.processor.model_macos import read_model
    elif sys.platform == "win32":
        from deskready_checks.computer.processor.model_windows import read_model
    else:
        return ""
    return " ".join(read_model().split())
