"""The processor's name on Linux."""

from pathlib import Path


def read_model(root: Path = Path("/")) -> str:
    """The first "model name" of /proc/cpuinfo (proc_cpuinfo(5)), or ""; ARM processors have none.

    Args:
        root: Folder that holds `proc`.
    """
    try:
        text = (root / "proc/cpuinfo").read_text("utf-8", "replace")
    except OSError:
        return ""
    for line in text.splitlines():
        key, _, value = line.partition(":")
        if key.strip() == "model name":
            return value.strip()
    return ""
