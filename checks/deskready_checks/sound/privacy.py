"""Keeps recorded sound inside this process."""

import importlib


def forbid_core_dumps() -> None:
    """Stops a crash from writing this process's memory, with the sound in it, to a file. Windows writes none."""
    try:
        resource = importlib.import_module("resource")
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, hard))
